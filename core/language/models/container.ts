/**
 * The file of weights: `RZLM`, format version and header length (uint32 little endian), a JSON header, then the arrays
 * it names, each at an offset divisible by 4 from the end of the header.
 */

import { AppError } from '#core/errors.ts';
import { createBank } from './bank.ts';
import type { Bank } from './bank.ts';
import { BANK_NAMES, HEAD_NAMES, NETWORK_NAMES } from './language-model.ts';
import type { BankName, Heads, LanguageModel, Networks, Thresholds } from './language-model.ts';

const MAGIC = 0x4d4c_5a52;
const FORMAT = 1;
const PREFIX_BYTES = 12;

interface BankHeader {
  readonly outputs: readonly string[];
  readonly keyCount: number;
  readonly keysAt: number;
  readonly raritiesAt: number;
  readonly weightsAt: number;
  readonly unseenRarity: number;
  readonly scales: readonly number[];
  readonly biases: readonly number[];
}

interface Header {
  readonly banks: Readonly<Record<BankName, BankHeader>>;
  readonly heads: Heads;
  readonly networks: Networks;
  readonly thresholds: Thresholds;
}

const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/** @param model with quantised banks @returns the bytes of the file; the same model gives the same bytes */
export function packModel({ banks, heads, networks, thresholds }: LanguageModel): Uint8Array {
  const chunks: { at: number; bytes: Uint8Array }[] = [];
  let end = 0;
  const place = (bytes: Uint8Array): number => {
    const at = end;
    chunks.push({ at, bytes });
    end = padded(end + bytes.length);
    return at;
  };
  const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array | Uint8Array | Int8Array): Uint8Array =>
    new Uint8Array(buffer, byteOffset, byteLength);
  const bankHeaders = BANK_NAMES.map((name): [BankName, BankHeader] => {
    const { outputs, keys, rarities, unseenRarity, weights, scales, biases } = banks[name];
    const keysAt = place(bytesOf(keys));
    const raritiesAt = place(bytesOf(rarities));
    const weightsAt = place(bytesOf(weights));
    return [name, { outputs, keyCount: keys.length, keysAt, raritiesAt, weightsAt, unseenRarity, scales, biases }];
  });
  const header: Header = { banks: Object.fromEntries(bankHeaders) as Header['banks'], heads, networks, thresholds };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const dataAt = padded(PREFIX_BYTES + text.length);
  const file = new Uint8Array(dataAt + end);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT, true);
  view.setUint32(8, text.length, true);
  file.set(text, PREFIX_BYTES);
  for (const { at, bytes } of chunks) file.set(bytes, dataAt + at);
  return file;
}

function corrupt(name: string, reason: string, cause?: unknown): AppError {
  return new AppError('model.corrupt', { file: name, reason }, { cause });
}

function readHeader(file: Uint8Array, name: string): { header: Header; dataAt: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < PREFIX_BYTES || view.getUint32(0, true) !== MAGIC) throw corrupt(name, 'not a language model');
  if (view.getUint32(4, true) !== FORMAT) throw corrupt(name, 'unknown format version');
  const length = view.getUint32(8, true);
  if (PREFIX_BYTES + length > file.length) throw corrupt(name, 'cut off');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(PREFIX_BYTES, PREFIX_BYTES + length));
    return { header: JSON.parse(text) as Header, dataAt: padded(PREFIX_BYTES + length) };
  } catch (error) {
    throw corrupt(name, 'header unreadable', error);
  }
}

function readBank({ outputs, keyCount, unseenRarity, scales, biases, ...places }: BankHeader, data: Uint8Array): Bank {
  // Copies: views must start at a multiple of 4, and a Buffer's own `slice` would not copy.
  const copy = (at: number, length: number): Uint8Array => Uint8Array.from(data.subarray(at, at + length));
  return createBank({
    outputs,
    keys: new Uint32Array(copy(places.keysAt, keyCount * 4).buffer),
    rarities: copy(places.raritiesAt, keyCount),
    weights: new Int8Array(copy(places.weightsAt, keyCount * outputs.length).buffer),
    unseenRarity,
    scales,
    biases,
  });
}

/** @param file bytes whose checksum was verified @param name for the error @throws `model.corrupt` */
export function unpackModel(file: Uint8Array, name: string): LanguageModel {
  const { header, dataAt } = readHeader(file, name);
  const isComplete =
    BANK_NAMES.every((bank) => bank in header.banks) &&
    HEAD_NAMES.every((head) => head in header.heads) &&
    NETWORK_NAMES.every((network) => network in header.networks);
  if (!isComplete) throw corrupt(name, 'parts missing');
  const data = file.subarray(dataAt);
  const banks = BANK_NAMES.map((bank): [BankName, Bank] => {
    const part = header.banks[bank];
    if (part.weightsAt + part.keyCount * part.outputs.length > data.length) throw corrupt(name, 'cut off');
    return [bank, readBank(part, data)];
  });
  const { heads, networks, thresholds } = header;
  return { banks: Object.fromEntries(banks) as Record<BankName, Bank>, heads, networks, thresholds };
}
