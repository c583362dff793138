/** AAC and Vorbis by symphonia (Rust), which comes with node-web-audio-api. It takes whole files: they are made here. */

import { AppError } from '#core/errors.ts';

/** Decodes a small complete file. Throws `audio.corrupt` where it cannot be decoded. */
export type WholeFileDecoder = (file: Uint8Array) => Promise<Float32Array[]>;

/** Rates that the Web Audio interface accepts. */
const LOWEST_HZ = 8000;
const HIGHEST_HZ = 96_000;

/**
 * @param codec for the message
 * @throws audio.unsupported-codec where the native part does not load (Linux without ALSA's library)
 */
export async function createNativeDecoder(codec: string, sampleRateHz: number): Promise<WholeFileDecoder> {
  if (sampleRateHz < LOWEST_HZ || sampleRateHz > HIGHEST_HZ) {
    throw new AppError('audio.unsupported-codec', { codec: `${codec} ${sampleRateHz} Hz` });
  }
  const { OfflineAudioContext } = await import('node-web-audio-api').catch((error: unknown) => {
    throw new AppError('audio.unsupported-codec', { codec, library: 'libasound.so.2' }, { cause: error });
  });
  const context = new OfflineAudioContext(1, 1, sampleRateHz);
  return async (file) => {
    try {
      // A copy: the bytes must fill their buffer.
      const decoded = await context.decodeAudioData(Uint8Array.from(file).buffer);
      return Array.from({ length: decoded.numberOfChannels }, (_, channel) => decoded.getChannelData(channel));
    } catch (error) {
      throw new AppError('audio.corrupt', { reason: codec }, { cause: error });
    }
  };
}
