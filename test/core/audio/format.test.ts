import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { detectFormat } from '#core/audio/index.ts';

import { AppError } from '#core/errors.ts';
import { seededRandom } from '../../builders/random.ts';

const codeOf = (bytes: Uint8Array): string => {
  try {
    return detectFormat(bytes);
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${JSON.stringify(error.details)}`;
    throw error;
  }
};
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const fixture = (name: string): Uint8Array => readFileSync(`test/fixtures/audio/${name}`);

describe('the format of a file', () => {
  test('is found by content', () => {
    expect(codeOf(readFileSync('models/bundled/speech/sample.wav'))).toBe('wav');
    expect(codeOf(fixture('tones-stereo.mp3'))).toBe('mp3');
    expect(codeOf(fixture('tone-mono-vbr.mp3'))).toBe('mp3');
    expect(codeOf(text('fLaC....'))).toBe('flac');
  });

  test('is MP3 also without tags and behind junk', () => {
    const bytes = fixture('tone-mono-vbr.mp3');
    expect(codeOf(Buffer.concat([Buffer.alloc(777, 7), bytes]))).toBe('mp3');
    expect(codeOf(bytes.subarray(700))).toBe('mp3');
  });

  test.each([
    ['OggS....', 'ogg'],
    ['#!AMR\n..', 'amr'],
    ['\0\0\0\x20ftypM4A ', 'm4a'],
    ['\x1aE\xdf\xa3....', 'webm'],
    ['\xff\xf1\x50\x80\x01\x1f\xfc.\xff\xf1', 'aac'],
  ])('is found by its mark: %j', (start, format) => {
    expect(codeOf(text(start))).toBe(format);
  });

  test.each([
    ['FORM\0\0\0\0AIFF', 'AIFF'],
    ['\x30\x26\xb2\x75....', 'WMA'],
  ])('names one that is not decoded: %j', (start, codec) => {
    expect(codeOf(text(start))).toBe(`audio.unsupported-codec {"codec":"${codec}"}`);
  });

  test('is not AAC where one sync word stands alone', () => {
    expect(codeOf(text('\xff\xf1\x50\x80\x01\x1f\xfc.....'))).toBe('audio.unknown-format {}');
  });

  test.each([
    ['\n <!DOCTYPE html><html>', 'html'],
    ['\xef\xbb\xbf<html lang="ru">', 'html'],
    ['{"error":"ACCESS_DENIED"}', 'json'],
    ['[{"id":1}]', 'json'],
    ['<?xml version="1.0"?>', 'xml'],
  ])('tells a page that was saved as a recording: %j', (start, kind) => {
    expect(codeOf(text(start))).toBe(`recording.not-audio {"kind":"${kind}"}`);
  });

  test('says when a file is empty or nothing known', () => {
    expect(codeOf(new Uint8Array(0))).toBe('audio.empty {}');
    const random = seededRandom(1);
    const noise = Uint8Array.from({ length: 65_536 }, () => random.integer(0, 255));
    expect(codeOf(noise)).toBe('audio.unknown-format {}');
    expect(codeOf(text('RIFF'))).toBe('audio.unknown-format {}');
  });
});
