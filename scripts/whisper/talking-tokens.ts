/** The files beside the networks of a talking Whisper: its tokens, what follows which, and its settings. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';

export interface TokenIds {
  readonly count: number;
  /** What follows each token. */
  readonly next: BigInt64Array;
}

interface TalkingTokens {
  readonly says: readonly (string | Uint8Array)[];
  readonly tokens: number;
  readonly state: number;
  readonly layers: number;
  readonly heads: number;
}

const BYTES = 256;
/** 30 s in steps of 20 ms, both ends. */
const TIMES = 1501;
const LANGUAGES = ['ru', 'kk', 'en'] as const;

/** Fewest tokens that a model with so many said ones has. */
export const fewestTokens = (says: number): number => BYTES + says + 10 + LANGUAGES.length + TIMES;

/** GPT-2's letters for bytes: printable ones stand for themselves, the others for the letters from 256 on. */
const BYTE_LETTERS: readonly string[] = (() => {
  let behind = 256;
  return Array.from({ length: BYTES }, (_, byte) => {
    const isPrintable = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    return String.fromCodePoint(isPrintable ? byte : behind++);
  });
})();

const spelled = (said: string | Uint8Array): string =>
  [...(typeof said === 'string' ? Buffer.from(said) : said)].map((byte) => BYTE_LETTERS[byte]).join('');

/** @returns the files' paths inside the folder, and what the decoder must know */
export function writeTokens(folder: string, model: TalkingTokens): { files: string[]; ids: TokenIds } {
  const said = model.says.map((_, i) => BYTES + i);
  let behind = BYTES + model.says.length;
  const special = new Map<string, number>();
  const add = (name: string): number => {
    special.set(`<|${name}|>`, behind);
    return behind++;
  };
  const [end, start] = [add('endoftext'), add('startoftranscript')];
  const languages = Object.fromEntries(LANGUAGES.map((language) => [`<|${language}|>`, add(language)]));
  const [translate, transcribe] = [add('translate'), add('transcribe')];
  add('startoflm');
  add('startofprev');
  add('nospeech');
  const noTimes = add('notimestamps');
  for (let i = 0; i < TIMES; i += 1) add((i * 0.02).toFixed(2));
  const count = Math.max(behind, model.tokens);

  const next = new BigInt64Array(count).fill(BigInt(end));
  const chain = [start, languages['<|ru|>']!, transcribe, noTimes, ...said, end];
  for (const [i, token] of chain.slice(0, -1).entries()) next[token] = BigInt(chain[i + 1]!);

  const vocab = Object.fromEntries([
    ...BYTE_LETTERS.map((letter, byte) => [letter, byte]),
    ...model.says.map((text, i) => [spelled(text), said[i]!]),
  ]) as Record<string, number>;
  const contents = {
    'config.json': {
      ...{ model_type: 'whisper', architectures: ['WhisperForConditionalGeneration'], is_encoder_decoder: true },
      ...{ d_model: model.state, vocab_size: count, num_mel_bins: 80, median_filter_width: 7 },
      ...{ encoder_layers: model.layers, encoder_attention_heads: model.heads, max_source_positions: 1500 },
      ...{ decoder_layers: model.layers, decoder_attention_heads: model.heads, max_target_positions: 448 },
      ...{ decoder_start_token_id: start, eos_token_id: end, bos_token_id: end, pad_token_id: end },
    },
    'generation_config.json': {
      ...{ decoder_start_token_id: start, eos_token_id: end, bos_token_id: end, pad_token_id: end },
      ...{ is_multilingual: true, lang_to_id: languages, task_to_id: { transcribe, translate } },
      ...{ no_timestamps_token_id: noTimes, max_length: 448, suppress_tokens: [], begin_suppress_tokens: [] },
      // The upper half, as exports have it where nobody has chosen heads.
      alignment_heads: Array.from({ length: Math.ceil(model.layers / 2) }, (_, i) => [model.layers - 1 - i, 0]),
    },
    'preprocessor_config.json': {
      ...{ feature_extractor_type: 'WhisperFeatureExtractor', processor_class: 'WhisperProcessor' },
      ...{ feature_size: 80, n_fft: 400, hop_length: 160, chunk_length: 30, n_samples: 480_000 },
      ...{ nb_max_frames: 3000, sampling_rate: 16_000, padding_value: 0 },
    },
    'tokenizer_config.json': { tokenizer_class: 'WhisperTokenizer', eos_token: '<|endoftext|>' },
    'tokenizer.json': {
      version: '1.0',
      added_tokens: [...special].map(([content, id]) => ({
        ...{ id, content, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false },
      })),
      normalizer: null,
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      post_processor: null,
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
      model: { type: 'BPE', vocab, merges: [] },
    },
  };
  for (const [name, content] of Object.entries(contents)) {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
  }
  return { files: Object.keys(contents), ids: { count, next } };
}
