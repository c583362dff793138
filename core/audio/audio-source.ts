/** The one way to read a recording: what it is, and its samples block by block. */

import { AppError } from '#core/errors.ts';
import { aacBlocks, containerAacFrames, readAacLayout } from './aac.ts';
import { adtsFrames, readAdtsLayout } from './adts.ts';
import { amrBlocks, readAmrLayout } from './amr.ts';
import { readContainer } from './container.ts';
import { openFile, readAt } from './file-bytes.ts';
import { detectFormat, FORMAT_PROBE_BYTES, type AudioFormat } from './format.ts';
import { flacBlocks, readFlacLayout } from './flac.ts';
import { mp3Blocks, readMp3Layout } from './mp3.ts';
import { checkMp4Tables } from './mp4-tables.ts';
import { OPUS_RATE_HZ, opusBlocks, readOpusHead } from './opus.ts';
import { vorbisBlocks } from './vorbis.ts';
import { waveBlocks } from './wave.ts';
import { readWaveHeader } from './wave-header.ts';

/** A readable recording. Nothing stays open between calls of `blocks`. */
export interface AudioSource {
  readonly format: AudioFormat;
  /** E.g. `pcm 16 bit`, `a-law`, `mp3`, `flac 16 bit`, `opus`, `aac`, `amr-nb`. */
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** From the header; an estimate for MP3 without a tag. The truth is known after reading all blocks. */
  readonly durationMs: number;
  /**
   * The samples from the start, in order: one float32 array (-1..1) per channel and block, all of one length. May be
   * called again for another pass. Throws the signal's reason when aborted.
   */
  blocks(): AsyncIterable<Float32Array[]>;
}

/**
 * Opens a recording by its content. Throws `file.not-found`, `file.unreadable`, `audio.empty`, `audio.corrupt`,
 * `audio.unknown-format`, `audio.unsupported-codec` and `recording.not-audio`.
 */
export async function openAudio(path: string, options: { signal?: AbortSignal } = {}): Promise<AudioSource> {
  const { signal } = options;
  const source = await describe(path);
  return {
    ...source,
    async *blocks() {
      for await (const block of source.blocks()) {
        signal?.throwIfAborted();
        yield block;
      }
    },
  };
}

async function describe(path: string): Promise<AudioSource> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const format = detectFormat(await readAt(file, 0, FORMAT_PROBE_BYTES));
    if (format === 'mp3') return mp3Source(path, await readMp3Layout(file, 0, size));
    if (format === 'flac') {
      const layout = await readFlacLayout(file, size);
      const { sampleRateHz, channels, durationMs, bitsPerSample } = layout;
      const blocks = () => flacBlocks(path, layout);
      return { format, codec: `flac ${bitsPerSample} bit`, sampleRateHz, channels, durationMs, blocks };
    }
    if (format === 'amr') {
      const layout = await readAmrLayout(file, size);
      const { codec, sampleRateHz, durationMs } = layout;
      return { format, codec, sampleRateHz, channels: 1, durationMs, blocks: () => amrBlocks(path, layout) };
    }
    if (format === 'aac') {
      const layout = await readAdtsLayout(file, size);
      const { sampleRateHz, channels, durationMs } = layout;
      const blocks = () => aacBlocks(adtsFrames(path, layout), layout);
      return { format, codec: 'aac', sampleRateHz, channels, durationMs, blocks };
    }
    if (format === 'm4a') await checkMp4Tables(file);
    if (format !== 'wav') return await containerSource(path, format);
    const header = await readWaveHeader(file, size);
    if (header.dataEnd <= header.dataStart) throw new AppError('audio.empty');
    if (header.codec === 'mp3') return mp3Source(path, await readMp3Layout(file, header.dataStart, header.dataEnd));
    return {
      format,
      codec: header.codec.endsWith('law') ? header.codec : `${header.codec} ${header.bitsPerSample} bit`,
      sampleRateHz: header.sampleRateHz,
      channels: header.channels,
      durationMs: (Math.floor((header.dataEnd - header.dataStart) / header.frameBytes) * 1000) / header.sampleRateHz,
      blocks: () => waveBlocks(path, header),
    };
  } finally {
    await file.close();
  }
}

async function containerSource(path: string, format: AudioFormat): Promise<AudioSource> {
  const track = await readContainer(path);
  const { codec, durationMs, sampleRateHz, channels } = track;
  switch (codec) {
    case 'opus': {
      const head = readOpusHead(track);
      const blocks = () => opusBlocks(path, head);
      return { format, codec, sampleRateHz: OPUS_RATE_HZ, channels, durationMs, blocks };
    }
    case 'aac': {
      const layout = readAacLayout(track);
      const blocks = () => aacBlocks(containerAacFrames(path, layout.config), layout);
      return { format, codec, sampleRateHz: layout.sampleRateHz, channels: layout.channels, durationMs, blocks };
    }
    case 'vorbis':
      return { format, codec, sampleRateHz, channels, durationMs, blocks: () => vorbisBlocks(path, track) };
    default:
      throw new AppError('audio.unsupported-codec', { codec: `${codec} (${format})` });
  }
}

const mp3Source = (path: string, layout: Awaited<ReturnType<typeof readMp3Layout>>): AudioSource => ({
  format: 'mp3',
  codec: 'mp3',
  sampleRateHz: layout.sampleRateHz,
  channels: layout.channels,
  durationMs: layout.durationMs,
  blocks: () => mp3Blocks(path, layout),
});
