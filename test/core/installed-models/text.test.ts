import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { openSentenceEncoder, openTextClassifier } from '#core/inference/index.ts';
import { openToneReader } from '#core/language/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { makerOfProfile, openAnalyser, type Profile } from '#core/installed-models/index.ts';

import { aFolder } from '../../builders/folders.ts';
import { installTextStandin, TEXT_STANDINS } from '../../builders/text-standin.ts';
import { aCall } from '../language/fixtures.ts';

const ROOT = join(import.meta.dirname, '../../..');
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

const filesOf = (folder: string) => {
  const weights = join(folder, 'model.onnx');
  return { folder, weights: { path: weights, sha256: sha256(weights) } };
};

async function open(dataDir: string, options: { profile?: Profile; onLearning?: (fraction: number) => void } = {}) {
  const { profile = 'accurate', onLearning } = options;
  const resources = resourcesIn(ROOT);
  const signal = new AbortController().signal;
  const opened = await openAnalyser({ resources, dataDir, profile, signal, ...(onLearning ? { onLearning } : {}) });
  onTestFinished(() => opened.close());
  return opened;
}

const CALL = aCall([
  'м: Добрый день, предлагаем окна за сто тысяч.',
  'к: Нет, это слишком дорого, у нас нет таких денег.',
  'м: Понял вас.',
  'к: Кошмар, а не сервис!',
]);

describe('a sentence encoder', () => {
  it('gives vectors of length 1 that do not depend on their batch', async () => {
    const encoder = await openSentenceEncoder(filesOf(join(TEXT_STANDINS, 'encoder')), 'query: ');
    onTestFinished(() => encoder.close());
    const texts = ['это дорого', 'нам это не нужно, у нас всё есть', 'да', 'слишком дорого', 'подумаем'];
    const together = await encoder.embed(texts);
    for (const [at, text] of texts.entries()) {
      const [alone] = await encoder.embed([text]);
      expect(Math.hypot(...together[at]!)).toBeCloseTo(1, 5);
      alone!.forEach((value, place) => expect(together[at]![place]).toBeCloseTo(value, 5));
    }
    const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
    expect(cosine(together[0]!, together[3]!)).toBeGreaterThan(cosine(together[0]!, together[4]!));
  });
});

describe('a sentiment transformer', () => {
  const reading = async (labels?: readonly string[]) =>
    openToneReader(await openTextClassifier(filesOf(join(TEXT_STANDINS, 'sentiment')), labels));

  it('is read by the names of its classes, whatever their order', async () => {
    const [shares] = await (await reading()).read(['отлично, спасибо']);
    expect(shares!.indexOf(Math.max(...shares!))).toBe(0);
  });

  it.each([
    ['its classes are in another order than their names', ['negative', 'neutral', 'positive'], 'golden check'],
    ['its classes are no tones', ['toxic', 'neutral', 'positive'], 'labels toxic, neutral, positive'],
  ])('is refused when %s', async (_, labels, reason) => {
    await expect(reading(labels)).rejects.toMatchObject({ code: 'model.corrupt', details: { reason } });
  });
});

describe('the accurate profile', () => {
  it('learns once, finds what the bundled one finds, and takes tones from the transformer', async () => {
    const dataDir = aFolder();
    installTextStandin(dataDir, 'multilingual-e5-small', 'encoder');
    installTextStandin(dataDir, 'rubert-tiny-sentiment', 'sentiment');
    const fractions: number[] = [];
    const first = await open(dataDir, { onLearning: (fraction) => fractions.push(fraction) });
    expect(first).toMatchObject({ profile: 'accurate', missing: [] });
    expect(fractions.at(-1)).toBe(1);
    const analysis = await first.analyser.analyse(CALL);
    expect(analysis.objections).toContainEqual(expect.objectContaining({ category: 'price', utterance: 1 }));
    expect(analysis.utterances[3]!.sentiment).toBe('negative');

    const second = await open(dataDir, { onLearning: () => expect.unreachable('learned twice') });
    expect(second.analyser.maker).toEqual(first.analyser.maker);
    expect(await makerOfProfile({ resources: resourcesIn(ROOT), dataDir }, 'accurate')).toEqual(first.analyser.maker);
    expect(await second.analyser.analyse(CALL)).toEqual(analysis);

    const file = join(dataDir, 'models/.text-heads.json');
    writeFileSync(file, readFileSync(file).subarray(0, 500));
    const again: number[] = [];
    const third = await open(dataDir, { onLearning: (fraction) => again.push(fraction) });
    expect(again.length).toBeGreaterThan(0);
    expect(await third.analyser.analyse(CALL)).toEqual(analysis);
  });

  it('survives calls without words', async () => {
    const dataDir = aFolder();
    installTextStandin(dataDir, 'multilingual-e5-small', 'encoder');
    const { analyser } = await open(dataDir);
    expect((await analyser.analyse(aCall([]))).objections).toEqual([]);
    expect((await analyser.analyse(aCall(['к: 🙂', 'к: ...']))).utterances).toHaveLength(2);
  });

  it('keeps the bundled tones without the sentiment model, and says so', async () => {
    const dataDir = aFolder();
    installTextStandin(dataDir, 'multilingual-e5-small', 'encoder');
    const { profile, missing } = await open(dataDir);
    expect(profile).toBe('accurate');
    expect(missing).toEqual([
      { model: 'rubert-tiny-sentiment', error: expect.objectContaining({ code: 'model.missing' }) as unknown },
    ]);
  });

  it('falls back to the bundled profile without its encoder, or with a damaged one, and says so', async () => {
    const dataDir = aFolder();
    const bundled = await open(dataDir, { profile: 'bundled' });
    const without = await open(dataDir);
    expect(without).toMatchObject({ profile: 'bundled', missing: [{ error: { code: 'model.missing' } }] });
    expect(without.analyser.maker).toEqual(bundled.analyser.maker);
    expect(await makerOfProfile({ resources: resourcesIn(ROOT), dataDir }, 'accurate')).toEqual(without.analyser.maker);
    const folder = installTextStandin(dataDir, 'multilingual-e5-small', 'encoder');
    rmSync(join(folder, 'model.onnx'));
    writeFileSync(join(folder, 'model.onnx'), 'no model');
    expect(await open(dataDir)).toMatchObject({ profile: 'bundled', missing: [{ error: { code: 'model.corrupt' } }] });
  });

  it('stops learning when it is cancelled', async () => {
    const dataDir = aFolder();
    installTextStandin(dataDir, 'multilingual-e5-small', 'encoder');
    const controller = new AbortController();
    const opening = openAnalyser({
      resources: resourcesIn(ROOT),
      dataDir,
      profile: 'accurate',
      signal: controller.signal,
      onLearning: () => controller.abort(),
    });
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  });
});
