/** Takes the encoded sound out of a container: Ogg, WebM and Matroska, MP4 and M4A. */

import type { FileHandle } from 'node:fs/promises';

import type { EncodedPacket, Input, InputAudioTrack } from 'mediabunny';

import { AppError } from '#core/errors.ts';
import { openFile, readAt } from './file-bytes.ts';

/** What the container says of its first sound track. */
export interface ContainerTrack {
  /** E.g. `opus`, `aac`, `vorbis`. */
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** 0 where the file does not say. */
  readonly durationMs: number;
  /** The codec's own head, where the container holds one. */
  readonly description: Uint8Array | null;
}

/** What is read of a file at once; the demultiplexer asks for far less each time. */
const WINDOW_BYTES = 64 * 1024;
/** Asking for the same few places again and again is no progress. */
const MOST_REPEATS = 1000;
const FEW_PLACES = 64;
/** No frame of a speech codec comes near: a larger one is damage, and is left out. */
const LARGEST_FRAME_BYTES = 64 * 1024;
const MAX_CHANNELS = 8;

/**
 * Throws `audio.corrupt` where nothing can be read or no sound track is found, and `audio.unsupported-codec`
 * (details.codec) where its codec is not known.
 */
export async function readContainer(path: string): Promise<ContainerTrack> {
  return withTrack(path, async ({ track, input }) => {
    const codec = await track.getCodec();
    if (codec === null) {
      throw new AppError('audio.unsupported-codec', { codec: codecName(await track.getInternalCodecId()) });
    }
    const config = await track.getDecoderConfig();
    // Files that were cut off have no length to find; it is known after reading them.
    const durationS = await input.computeDuration([track]).catch(() => 0);
    const [sampleRateHz, channels] = [config?.sampleRate ?? 0, config?.numberOfChannels ?? 0];
    if (!(sampleRateHz > 0) || !(channels >= 1 && channels <= MAX_CHANNELS)) {
      throw new AppError('audio.corrupt', { reason: 'track' });
    }
    const durationMs = Number.isFinite(durationS) ? Math.max(0, durationS * 1000) : 0;
    return { codec, sampleRateHz, channels, durationMs, description: bytesOf(config?.description) };
  });
}

/**
 * The encoded frames in groups of about `groupMs`, as few as there are at the end. Damage in the middle ends the
 * recording there, as a cut does; damage before the first frame throws `audio.corrupt`.
 */
export async function* containerFrames(path: string, groupMs: number): AsyncGenerator<readonly EncodedPacket[]> {
  const file = await openFile(path);
  const { EncodedPacketSink } = await import('mediabunny');
  const { input, track } = await openTrack(file);
  try {
    // One by one: `packets()` reads as many ahead as were taken within the last second.
    const sink = new EncodedPacketSink(track);
    let packet = await sink.getFirstPacket().catch((error: unknown) => {
      throw asCorrupt(error);
    });
    let group: EncodedPacket[] = [];
    let groupS = 0;
    for (; packet !== null; packet = await sink.getNextPacket(packet).catch(() => null)) {
      if (packet.data.length === 0 || packet.data.length > LARGEST_FRAME_BYTES) continue;
      group.push(packet);
      groupS += Math.max(0, packet.duration);
      // Durations may lie: the count bounds the memory.
      if (groupS * 1000 < groupMs && group.length < groupMs) continue;
      yield group;
      [group, groupS] = [[], 0];
    }
    if (group.length > 0) yield group;
  } finally {
    input.dispose();
    await file.close();
  }
}

interface OpenTrack {
  readonly input: Input;
  readonly track: InputAudioTrack;
}

async function withTrack<T>(path: string, work: (open: OpenTrack) => Promise<T>): Promise<T> {
  const file = await openFile(path);
  try {
    const open = await openTrack(file);
    try {
      return await work(open);
    } catch (error) {
      throw asCorrupt(error);
    } finally {
      open.input.dispose();
    }
  } finally {
    await file.close();
  }
}

/** Loaded when a recording needs it: most are WAV or MP3, and the library is large. */
async function openTrack(file: FileHandle): Promise<OpenTrack> {
  const { CustomSource, Input, MATROSKA, MP4, OGG, QTFF, WEBM } = await import('mediabunny');
  // No cache of its own: every wish comes here and is counted.
  const source = new CustomSource({ getSize: () => sizeOf(file), read: createReader(file), maxCacheSize: 0 });
  const input = new Input({ source, formats: [OGG, WEBM, MATROSKA, MP4, QTFF] });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (track === null) throw new AppError('audio.corrupt', { reason: 'no sound track' });
    return { input, track };
  } catch (error) {
    input.dispose();
    throw asCorrupt(error);
  }
}

const sizeOf = async (file: FileHandle): Promise<number> => (await file.stat()).size;

/**
 * Reads by way of a window. Throws when the demultiplexer runs in a circle: mediabunny 1.61 does where a damaged WebM has
 * no next cluster to go on with or an element without a size (`resync` in its ebml.ts).
 */
function createReader(file: FileHandle): (start: number, end: number) => Promise<Uint8Array> {
  let window: { readonly start: number; readonly bytes: Uint8Array } = { start: 0, bytes: new Uint8Array(0) };
  const asked = new Map<number, number>();
  return async (start, end) => {
    if (asked.size > FEW_PLACES) asked.clear();
    const times = (asked.get(start) ?? 0) + 1;
    if (times > MOST_REPEATS) throw new AppError('audio.corrupt', { reason: 'no way on' });
    asked.set(start, times);
    if (start < window.start || end > window.start + window.bytes.length) {
      window = { start, bytes: await readAt(file, start, Math.max(WINDOW_BYTES, end - start)) };
    }
    return window.bytes.subarray(start - window.start, end - window.start);
  };
}

/** Whatever the demultiplexer stumbles over is damage of the file: it gets nothing else. */
function asCorrupt(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('audio.corrupt', { reason: 'container' }, { cause: error });
}

function bytesOf(description: AllowSharedBufferSource | undefined): Uint8Array | null {
  if (description === undefined) return null;
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
}

/** Names of codecs as containers write them; untrusted text, so anything unusual is not repeated. */
const codecName = (id: string | number | Uint8Array | null): string =>
  typeof id === 'string' && /^[\w./-]{1,32}$/.test(id) ? id : 'unknown';
