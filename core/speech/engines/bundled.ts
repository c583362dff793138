/** The bundled model: a small 8 kHz CTC network trained on synthetic voices, decoded with a word language model. */

import { openSession, readVerifiedModel, type Device, type ModelFile } from '#core/inference/index.ts';

import type { Maker } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';
import { ALPHABET } from '../decoding/alphabet.ts';
import { DEFAULT_BEAM, type BeamOptions } from '../decoding/beam-options.ts';
import { createBeamSearch } from '../decoding/beam-search.ts';
import { createBoostCache } from '../decoding/word-boost.ts';
import { readWordLm } from '../decoding/word-lm-file.ts';
import { createWordLm } from '../decoding/word-lm.ts';
import { wordsOf } from '../decoding/words.ts';
import type { SpeechEngine } from '../engine.ts';
import { readModelCard } from '../model-card.ts';

export const BUNDLED_ENGINE_ID = 'bundled-ru-8k';

/** The alphabet, and the blank behind it. */
const SYMBOLS = ALPHABET.length + 1;
const FRAME_MS = 40;
/** Raised whenever decoding changes so that stored transcripts count as made by another version. */
const DECODING_VERSION = 1;
const EMPTY = { text: '', words: [], confidence: 0 } as const;

export interface BundledOptions {
  /** Folder with `bundled-ru-8k.json`, `word-lm.json` and the files they name. */
  readonly modelFolder: string;
  readonly beam?: BeamOptions;
  readonly device?: Device | undefined;
}

interface Cards {
  readonly weights: ModelFile;
  readonly words: ModelFile;
}

async function readCards(modelFolder: string): Promise<Cards> {
  return {
    weights: await readModelCard(modelFolder, BUNDLED_ENGINE_ID),
    words: await readModelCard(modelFolder, 'word-lm'),
  };
}

const makerOf = ({ weights, words }: Cards): Maker => ({
  id: BUNDLED_ENGINE_ID,
  version: `${weights.sha256.slice(0, 12)}+${words.sha256.slice(0, 12)}+${DECODING_VERSION}`,
});

/** The maker of this engine's transcripts, without loading the weights. */
export const bundledMaker = async (modelFolder: string): Promise<Maker> => makerOf(await readCards(modelFolder));

/**
 * Contract: input `waveform` float32 [1, samples] at 8 kHz, -1..1; output `logprobs` float32 [1, frames, 34], 40 ms a
 * frame. Throws `model.missing` and `model.corrupt`.
 */
export async function openBundledEngine(options: BundledOptions): Promise<SpeechEngine> {
  const { weights, words } = await readCards(options.modelFolder);
  const search = createBeamSearch(
    createWordLm(readWordLm(await readVerifiedModel(words))),
    options.beam ?? DEFAULT_BEAM,
  );
  const session = await openSession(weights, { threads: 1, device: options.device });
  const boostFor = createBoostCache();
  return {
    maker: makerOf({ weights, words }),
    sampleRateHz: 8000,
    maxPieceMs: 20_000,
    minPieceMs: 400,
    async recognize(piece, { signal, vocabulary }) {
      signal?.throwIfAborted();
      const { logprobs } = await session.run({
        waveform: { type: 'float32', data: piece, dims: [1, piece.length] },
      });
      if (logprobs?.type !== 'float32' || logprobs.dims[2] !== SYMBOLS) {
        throw new AppError('model.corrupt', { reason: 'unexpected output' });
      }
      const matrix = { data: logprobs.data, frames: logprobs.dims[1]!, symbols: SYMBOLS };
      const text = search.decode(matrix.data, matrix, boostFor(vocabulary));
      return text.length === 0 ? EMPTY : wordsOf(matrix, text, { alphabet: ALPHABET, frameMs: FRAME_MS });
    },
    close: () => session.close(),
  };
}
