/** One frame of a FLAC stream to samples. Source: RFC 9639, sections 9 and 11. */

import { createBitReader, type BitReader } from './bit-reader.ts';

/** What the head of the file says of all frames. */
export interface FlacStream {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly bitsPerSample: number;
}

export interface FlacFrame {
  /** -1..1. */
  readonly channels: Float32Array[];
  /** Position behind the frame. */
  readonly end: number;
}

const SAMPLE_SIZES = [0, 8, 12, 0, 16, 20, 24, 32];
/** How many of the latest samples each fixed predictor weighs, and how. */
const FIXED_PREDICTORS = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

/**
 * The frame at `start`, or null where none of this stream stands or its checksums say that it is damaged. Throws
 * `OutOfBytes` where the bytes end within it.
 */
export function readFlacFrame(bytes: Uint8Array, start: number, stream: FlacStream): FlacFrame | null {
  const header = readHeader(bytes, start, stream);
  if (header === null) return null;
  const { assignment, blockSize, bits } = header;
  const reader = createBitReader(bytes, header.end);
  const samples: Float64Array[] = [];
  for (let channel = 0; channel < stream.channels; channel += 1) {
    // The difference of two channels needs one bit more.
    const isSide = assignment === 9 ? channel === 0 : (assignment === 8 || assignment === 10) && channel === 1;
    const subframe = readSubframe(reader, blockSize, isSide ? bits + 1 : bits);
    if (subframe === null) return null;
    samples.push(subframe);
  }
  reader.align();
  const sum = reader.position;
  if (crc16(bytes, start, sum) !== reader.bits(16)) return null;
  joinChannels(samples, assignment);
  const scale = 2 ** (1 - bits);
  return { channels: samples.map((values) => Float32Array.from(values, (value) => value * scale)), end: sum + 2 };
}

interface FrameHeader {
  readonly assignment: number;
  readonly blockSize: number;
  readonly bits: number;
  readonly end: number;
}

function readHeader(bytes: Uint8Array, start: number, stream: FlacStream): FrameHeader | null {
  const reader = createBitReader(bytes, start);
  if (reader.bits(15) !== 0x7ffc) return null;
  reader.bits(1);
  const sizeCode = reader.bits(4);
  const rateCode = reader.bits(4);
  const assignment = reader.bits(4);
  const bits = SAMPLE_SIZES[reader.bits(3)]! || stream.bitsPerSample;
  const isReserved = reader.bits(1) === 1 || sizeCode === 0 || rateCode === 15 || assignment > 10;
  if (isReserved || bits !== stream.bitsPerSample) return null;
  if ((assignment < 8 ? assignment + 1 : 2) !== stream.channels) return null;
  // The number of the frame or of its first sample, coded like a character of UTF-8.
  const lead = reader.bits(8);
  for (let more = Math.clz32(~(lead << 24)) - 1; more > 0; more -= 1) reader.bits(8);
  const blockSize = blockSizeOf(reader, sizeCode);
  if (rateCode >= 12) reader.bits(rateCode === 12 ? 8 : 16);
  const sum = reader.position;
  return crc8(bytes, start, sum) === reader.bits(8) ? { assignment, blockSize, bits, end: sum + 1 } : null;
}

function blockSizeOf(reader: BitReader, code: number): number {
  if (code === 1) return 192;
  if (code < 6) return 144 * 2 ** code;
  if (code === 6) return reader.bits(8) + 1;
  return code === 7 ? reader.bits(16) + 1 : 2 ** code;
}

/** Null for a kind of subframe that does not exist. */
function readSubframe(reader: BitReader, blockSize: number, codedBits: number): Float64Array | null {
  if (reader.bits(1) === 1) return null;
  const kind = reader.bits(6);
  const wasted = reader.bits(1) === 1 ? reader.zeros() + 1 : 0;
  const bits = codedBits - wasted;
  if (bits < 1) return null;
  const samples = new Float64Array(blockSize);
  const isDone = fillSubframe(reader, samples, { kind, bits });
  if (isDone && wasted > 0) samples.forEach((value, i) => (samples[i] = value * 2 ** wasted));
  return isDone ? samples : null;
}

function fillSubframe(
  reader: BitReader,
  samples: Float64Array,
  { kind, bits }: { readonly kind: number; readonly bits: number },
): boolean {
  if (kind === 0) {
    samples.fill(reader.signed(bits));
    return true;
  }
  if (kind === 1) {
    for (let i = 0; i < samples.length; i += 1) samples[i] = reader.signed(bits);
    return true;
  }
  const isFixed = kind >= 8 && kind <= 12;
  if (!isFixed && kind < 32) return false;
  const order = isFixed ? kind - 8 : kind - 31;
  if (order > samples.length) return false;
  for (let i = 0; i < order; i += 1) samples[i] = reader.signed(bits);
  let weights: readonly number[] = FIXED_PREDICTORS[order] ?? [];
  let shift = 0;
  if (!isFixed) {
    const precision = reader.bits(4) + 1;
    shift = reader.signed(5);
    if (precision === 16 || shift < 0) return false;
    weights = Array.from({ length: order }, () => reader.signed(precision));
  }
  return readResidual(reader, samples, order) && predict(samples, weights, shift);
}

/** Adds to each residual what the samples before it predict. */
function predict(samples: Float64Array, weights: readonly number[], shift: number): boolean {
  const scale = 2 ** -shift;
  for (let i = weights.length; i < samples.length; i += 1) {
    let sum = 0;
    for (let k = 0; k < weights.length; k += 1) sum += weights[k]! * samples[i - 1 - k]!;
    samples[i] = samples[i]! + Math.floor(sum * scale);
  }
  return true;
}

/** Rice codes in partitions, behind the first `order` samples. */
function readResidual(reader: BitReader, samples: Float64Array, order: number): boolean {
  const method = reader.bits(2);
  if (method > 1) return false;
  const parameterBits = method === 0 ? 4 : 5;
  const partitions = 2 ** reader.bits(4);
  const size = samples.length / partitions;
  if (!Number.isInteger(size) || size < order) return false;
  for (let partition = 0; partition < partitions; partition += 1) {
    const parameter = reader.bits(parameterBits);
    const isRaw = parameter === 2 ** parameterBits - 1;
    const rawBits = isRaw ? reader.bits(5) : 0;
    const end = (partition + 1) * size;
    for (let i = partition === 0 ? order : partition * size; i < end; i += 1) {
      if (isRaw) {
        samples[i] = reader.signed(rawBits);
        continue;
      }
      const folded = reader.zeros() * 2 ** parameter + reader.bits(parameter);
      samples[i] = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    }
  }
  return true;
}

/** Left and right from one of them, or from their middle, and their difference. */
function joinChannels(samples: readonly Float64Array[], assignment: number): void {
  if (assignment < 8) return;
  const [first, second] = samples as [Float64Array, Float64Array];
  for (let i = 0; i < first.length; i += 1) {
    const [a, b] = [first[i]!, second[i]!];
    if (assignment === 8) second[i] = a - b;
    else if (assignment === 9) first[i] = a + b;
    else {
      const right = a - Math.floor(b / 2);
      first[i] = right + b;
      second[i] = right;
    }
  }
}

function crc8(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0;
  for (let i = start; i < end; i += 1) {
    crc ^= bytes[i]!;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc;
}

const CRC16_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? (crc << 1) ^ 0x8005 : crc << 1;
  return crc;
});

function crc16(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0;
  for (let i = start; i < end; i += 1) crc = ((crc << 8) & 0xffff) ^ CRC16_TABLE[(crc >> 8) ^ bytes[i]!]!;
  return crc;
}
