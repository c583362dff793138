/**
 * Whisper on onnxruntime: the faster of the two ways on a processor. `npm run bench` has both side by side: at the size of
 * `small`, one thread, half a minute of speech takes whisper.cpp (q8_0, beam 5) two and a half times as long.
 */

import path from 'node:path';

import { openWordTokens, verifiedModel } from '#core/inference/index.ts';

import type { SpeechEngine } from '../../engine.ts';
import { createWhisperMel } from '../../features/whisper-mel.ts';
import { fileEnding, makerOfModel, type InstalledModel } from '../../installed-model.ts';
import { generate, languageToken, type Generated } from './generate.ts';
import { readWhisperConfig } from './onnx-config.ts';
import { openWhisperNetwork } from './onnx-network.ts';
import { FRAME_MS, tokenTimes } from './token-times.ts';
import { isSilent, promptOf, SAMPLES_PER_MS, WHISPER_WINDOW } from './window.ts';
import { compressionOf, LEAST_LOGPROB, MOST_COMPRESSION, NO_SPEECH, pieceOf, type Token } from './words.ts';

export const WHISPER_ONNX_DECODING_VERSION = 1;

/** Tried one after the other while the text is doubtful: openai/whisper, transcribe.py. */
const TEMPERATURES = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** Slow speech; the time up to the next word may be a pause. */
const [WORD_MS, LETTER_MS] = [200, 150];

/** Throws `model.missing` and `model.corrupt`. */
export async function openWhisperOnnxEngine(model: InstalledModel, language: string): Promise<SpeechEngine> {
  const folder = path.dirname(fileEnding(model, 'generation_config.json').path);
  // The networks are verified as they are loaded.
  for (const file of model.files) if (!file.path.endsWith('.onnx')) await verifiedModel(file);
  const config = await readWhisperConfig(folder);
  const words = await openWordTokens(folder);
  const network = await openWhisperNetwork(model, config);
  const mel = createWhisperMel(config.melBands);

  /** One token per word, as certain as its parts are. */
  const tokensOf = async ({ tokens, attention }: Generated): Promise<Token[]> => {
    const starts = (await tokenTimes(attention)).map((frame) => (frame * FRAME_MS) / 1000);
    const groups: { ids: number[]; from: number; probability: number }[] = [];
    tokens.forEach(({ id, logprob }, i) => {
      const last = groups.at(-1);
      if (last === undefined || words.decode([id]).startsWith(' ')) groups.push({ ids: [id], from: i, probability: 0 });
      else last.ids.push(id);
      groups.at(-1)!.probability += Math.exp(logprob);
    });
    return groups.map(({ ids, from, probability }) => {
      const word = words.decode(ids);
      const start = starts[from]!;
      const longest = start + (WORD_MS + LETTER_MS * word.length) / 1000;
      return {
        word: ` ${word.trim()}`,
        start,
        end: Math.min(starts[from + ids.length] ?? longest, longest),
        probability: probability / ids.length,
      };
    });
  };

  return {
    ...WHISPER_WINDOW,
    maker: makerOfModel(model, WHISPER_ONNX_DECODING_VERSION),
    async recognize(piece, { signal, vocabulary = [] }) {
      signal?.throwIfAborted();
      const pieceMs = piece.length / SAMPLES_PER_MS;
      if (isSilent(piece)) return pieceOf([], pieceMs);
      const sound = await network.encode(await mel(piece));
      const prompt = promptOf(vocabulary);
      const options = {
        language: await languageToken({ network, config }, sound, language),
        prompt: prompt === '' ? [] : words.encode(` ${prompt}`),
        frames: Math.min(1500, Math.ceil(pieceMs / FRAME_MS)),
        signal,
      };
      let best: Generated | null = null;
      for (const temperature of TEMPERATURES) {
        const generated = await generate({ network, config }, sound, { ...options, temperature });
        const isUnsure = generated.meanLogprob < LEAST_LOGPROB;
        if (isUnsure && generated.noSpeech > NO_SPEECH) break;
        const repeats = compressionOf(words.decode(generated.tokens.map(({ id }) => id))) > MOST_COMPRESSION;
        if (!repeats && generated.meanLogprob > (best?.meanLogprob ?? -Infinity)) best = generated;
        if (!repeats && !isUnsure) break;
      }
      return pieceOf(best === null ? [] : await tokensOf(best), pieceMs);
    },
    close: () => network.close(),
  };
}
