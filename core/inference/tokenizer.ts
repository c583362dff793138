/** Texts to the numbers a transformer reads, by the tokenizer that came with it. */

import type { PreTrainedTokenizer } from '@huggingface/transformers';

import { AppError } from '#core/errors.ts';
import type { TensorData } from './session.ts';

/** Rows of equal length: shorter texts are filled up, and the mask says where. */
export interface TokenBatch {
  readonly ids: TensorData;
  readonly mask: TensorData;
  /** Texts and tokens per text. */
  readonly dims: readonly [number, number];
}

export interface TextTokenizer {
  encode(texts: readonly string[]): TokenBatch;
}

interface Encoded {
  readonly data: BigInt64Array;
  readonly dims: readonly number[];
}

/**
 * @param folder that holds `tokenizer.json` and `tokenizer_config.json`; nothing is ever fetched
 * @param mostTokens longer texts are cut
 * @throws model.corrupt
 */
export async function openTokenizer(folder: string, mostTokens: number): Promise<TextTokenizer> {
  const tokenizer = await loadTokenizer(folder);
  return {
    encode(texts) {
      const options = { padding: true, truncation: true, max_length: mostTokens };
      const encoded = tokenizer([...texts], options) as { input_ids: Encoded; attention_mask: Encoded };
      const { input_ids: ids, attention_mask: mask } = encoded;
      const dims: [number, number] = [ids.dims[0]!, ids.dims[1]!];
      return {
        ids: { type: 'int64', data: BigInt64Array.from(ids.data), dims },
        mask: { type: 'int64', data: BigInt64Array.from(mask.data), dims },
        dims,
      };
    },
  };
}

/** The tokens of a network that writes text. */
export interface WordTokens {
  encode(text: string): number[];
  /** With the space before a word; what is no letter alone comes as U+FFFD. */
  decode(ids: readonly number[]): string;
}

/** Folder and errors as of `openTokenizer`. */
export async function openWordTokens(folder: string): Promise<WordTokens> {
  const tokenizer = await loadTokenizer(folder);
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
    decode: (ids) =>
      ids.length === 0
        ? ''
        : tokenizer.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
  };
}

async function loadTokenizer(folder: string): Promise<PreTrainedTokenizer> {
  // Half a second and image libraries that nobody else needs: loaded by those who chose such a model only.
  const { AutoTokenizer, env } = await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  return AutoTokenizer.from_pretrained(folder, { local_files_only: true }).catch((error: unknown) => {
    throw new AppError('model.corrupt', { file: 'tokenizer.json', reason: 'not loadable' }, { cause: error });
  });
}
