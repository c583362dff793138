/**
 * The file of the word language model: "RZLM", format version, length of a JSON header, the header, then its sections
 * (all little-endian, each starting at a multiple of 4). Written by models/training/language-model, read here.
 */

import { AppError } from '#core/errors.ts';

export const WORD_LM_MAGIC = 'RZLM';
export const WORD_LM_VERSION = 1;

/** Natural log-probabilities are stored as bytes: 0 is certain, 255 is exp(-255 / 16). */
export const LOG_STEP = 1 / 16;

/** The model as arrays. Words are numbered in the order of their letters; `words` numbers the sentence start. */
export interface WordLmData {
  readonly words: number;
  /** Front-coded sorted vocabulary: shared prefix length, number of further letters, those letters (1..32). */
  readonly vocabulary: Uint8Array;
  /** Per word, and for the sentence start. */
  readonly unigramLog: Uint8Array;
  readonly unigramBackoff: Uint8Array;
  /** Bigrams of word w are numbers bigramStart[w] .. bigramStart[w + 1] - 1, sorted by second word. */
  readonly bigramStart: Uint32Array;
  readonly bigramWord: Uint16Array;
  readonly bigramLog: Uint8Array;
  readonly bigramBackoff: Uint8Array;
  /** Trigrams of bigram b, likewise. */
  readonly trigramStart: Uint32Array;
  readonly trigramWord: Uint16Array;
  readonly trigramLog: Uint8Array;
  /** Word forms of the general dictionary (word-automaton.ts). */
  readonly dictionary: Uint32Array;
  /** Number of its first edge. */
  readonly dictionaryRoot: number;
}

const SECTIONS = [
  'vocabulary',
  'unigramLog',
  'unigramBackoff',
  'bigramStart',
  'bigramWord',
  'bigramLog',
  'bigramBackoff',
  'trigramStart',
  'trigramWord',
  'trigramLog',
  'dictionary',
] as const;
const NUMBERS = ['words', 'dictionaryRoot'] as const;
const HEAD_BYTES = 12;
const align = (position: number): number => Math.ceil(position / 4) * 4;

/** The file's bytes. */
export function writeWordLm(data: WordLmData): Buffer {
  const header: Record<string, number> = {};
  for (const name of NUMBERS) header[name] = data[name];
  for (const name of SECTIONS) header[name] = data[name].byteLength;
  const json = Buffer.from(JSON.stringify(header));
  const parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    parts.push(part, Buffer.alloc(align(part.length) - part.length));
    length = align(length + part.length);
  };
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(WORD_LM_MAGIC, 'latin1');
  head.writeUInt32LE(WORD_LM_VERSION, 4);
  head.writeUInt32LE(json.length, 8);
  add(head);
  add(json);
  for (const name of SECTIONS) {
    const section = data[name];
    add(Buffer.from(section.buffer, section.byteOffset, section.byteLength));
  }
  return Buffer.concat(parts, length);
}

/** Reads the file's bytes. Throws `model.corrupt` where they are not a word language model of this version. */
export function readWordLm(bytes: Uint8Array): WordLmData {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.length < HEAD_BYTES || buffer.toString('latin1', 0, 4) !== WORD_LM_MAGIC) {
    throw new AppError('model.corrupt', { reason: 'not a word language model' });
  }
  const version = buffer.readUInt32LE(4);
  if (version !== WORD_LM_VERSION) throw new AppError('model.corrupt', { reason: 'format version', version });
  const jsonEnd = HEAD_BYTES + buffer.readUInt32LE(8);
  const header = parseHeader(buffer.subarray(HEAD_BYTES, jsonEnd));
  let position = align(jsonEnd);
  const next = (name: (typeof SECTIONS)[number]): ArrayBuffer => {
    const length = header[name]!;
    if (position + length > buffer.length) throw new AppError('model.corrupt', { reason: 'cut short' });
    // A copy of its own: the typed arrays need aligned starts.
    const section = new Uint8Array(buffer.subarray(position, position + length)).buffer;
    position = align(position + length);
    return section;
  };
  return {
    words: header.words!,
    dictionaryRoot: header.dictionaryRoot!,
    vocabulary: new Uint8Array(next('vocabulary')),
    unigramLog: new Uint8Array(next('unigramLog')),
    unigramBackoff: new Uint8Array(next('unigramBackoff')),
    bigramStart: new Uint32Array(next('bigramStart')),
    bigramWord: new Uint16Array(next('bigramWord')),
    bigramLog: new Uint8Array(next('bigramLog')),
    bigramBackoff: new Uint8Array(next('bigramBackoff')),
    trigramStart: new Uint32Array(next('trigramStart')),
    trigramWord: new Uint16Array(next('trigramWord')),
    trigramLog: new Uint8Array(next('trigramLog')),
    dictionary: new Uint32Array(next('dictionary')),
  };
}

function parseHeader(json: Buffer): Record<string, number> {
  const header: unknown = JSON.parse(json.toString('utf8'));
  const numbers = new Map(Object.entries(header ?? {}));
  const names: readonly string[] = [...NUMBERS, ...SECTIONS];
  return Object.fromEntries(
    names.map((name) => {
      const value: unknown = numbers.get(name);
      if (typeof value !== 'number') throw new AppError('model.corrupt', { reason: `header without ${name}` });
      return [name, value];
    }),
  );
}
