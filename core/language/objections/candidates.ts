/** Turns that may hold an objection, and readings of texts: what the user's categories are made from. */

import type { ObjectionCandidate, SparseVector, TextReading } from '#core/domain/candidate.ts';
import { UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import type { CallText } from '#core/domain/finding.ts';
import type { Maker } from '#core/domain/transcript.ts';
import { readSignals } from '../call/signals.ts';
import type { ClientSignal } from '../call/signals.ts';
import { extractFeatures } from '../features/features.ts';
import { loadBundledModel } from '../models/load.ts';
import { rarityOfHash, scoreBank } from '../models/bank.ts';
import type { Bank } from '../models/bank.ts';
import { ANY_OUTPUT, CATEGORY_OUTPUTS } from '../models/language-model.ts';
import type { LanguageModel } from '../models/language-model.ts';
import { cutClauses } from '../text/clauses.ts';
import { stemOf } from '../text/stems.ts';
import { tokenise } from '../text/tokens.ts';
import type { Token } from '../text/tokens.ts';
import { objectionExcess } from './find.ts';
import { exchangeAfter, judgeHandling } from './handling.ts';

/** Reads calls and texts for the user's categories; the same whatever profile analyses the calls. */
export interface ObjectionReader {
  /** Candidates by another maker are found anew. */
  readonly maker: Maker;
  /** Order of `TextReading.margins` and `ObjectionCandidate.excesses`. */
  readonly outputs: readonly string[];
  /** In order of the call. */
  candidates(call: CallText): ObjectionCandidate[];
  /** A turn as one reading, a long one clause by clause; none for a text without words. */
  read(text: string): TextReading[];
  /** A text as one reading however long it is. */
  readWhole(text: string): TextReading;
}

/** A margin of "is it an objection" that every objection of the 40 calls kept for development exceeds; a third of the turns does not. */
const LEAST_GATE = -0.3;
const LEAST_WORDS = 2;
/** Longer turns are read by clause: in the whole of them a single reason is drowned. */
const READ_WHOLE = 16;
const LEAST_CLAUSE = 2;
/** Letters against words; categories have few examples, and letters bridge their endings. */
const CHARS_SHARE = 0.9;

/** @param directory that holds the bundled language model @throws `model.missing`, `model.corrupt` */
export async function loadObjectionReader(directory: string): Promise<ObjectionReader> {
  const { maker, model } = await loadBundledModel(directory);
  return {
    maker,
    outputs: CATEGORY_OUTPUTS,
    candidates: (call) => findCandidates(call, model),
    read(text) {
      const tokens = tokenise(text);
      if (tokens.length === 0) return [];
      if (tokens.length <= READ_WHOLE) return [readTokens(text, tokens, model.banks.text)];
      const clauses = cutClauses(text, tokens).filter((clause) => clause.tokens.length >= LEAST_CLAUSE);
      return clauses.map((clause) => readTokens(clause.text, clause.tokens, model.banks.text));
    },
    readWhole: (text) => readTokens(text, tokenise(text), model.banks.text),
  };
}

function findCandidates(call: CallText, model: LanguageModel): ObjectionCandidate[] {
  const signals = readSignals(call, model.banks);
  return signals.clients.flatMap((turn, index) => {
    if (!mayObject(turn)) return [];
    const { utterance } = turn;
    const { verdict } = judgeHandling(signals, { category: UNKNOWN_CATEGORY_ID, utterances: [utterance] }, model);
    const { replyUtterance } = exchangeAfter(call, utterance);
    return [{ utterance, excesses: objectionExcess(signals, index, model), verdict, replyUtterance }];
  });
}

const mayObject = ({ words, whole, clauses }: ClientSignal): boolean =>
  words >= LEAST_WORDS && Math.max(whole[ANY_OUTPUT]!, clauses.scores[ANY_OUTPUT]!) >= LEAST_GATE;

function readTokens(text: string, tokens: readonly Token[], bank: Bank): TextReading {
  const features = extractFeatures(tokens);
  const margins = scoreBank(bank, features);
  const words = tokens.map(({ word }) => word);
  return {
    text,
    vector: toVector([features.words, features.chars], bank),
    gate: margins[ANY_OUTPUT]!,
    margins: Array.from(margins.subarray(0, CATEGORY_OUTPUTS.length)),
    words,
    stems: words.map(stemOf),
  };
}

/** Both groups weighted by rarity and scaled each on its own, as the banks do, then the whole to length 1. */
function toVector(groups: readonly [Uint32Array, Uint32Array], bank: Bank): SparseVector {
  const [words, chars] = groups;
  const hashes = new Uint32Array(words.length + chars.length);
  const weights = new Float32Array(hashes.length);
  hashes.set(words);
  hashes.set(chars, words.length);
  const scales = [scaleTo(1, words, bank), scaleTo(CHARS_SHARE, chars, bank)] as const;
  const length = Math.hypot(words.length > 0 ? 1 : 0, chars.length > 0 ? CHARS_SHARE : 0) || 1;
  hashes.forEach((hash, at) => {
    weights[at] = (rarityOfHash(bank, hash) * scales[at < words.length ? 0 : 1]) / length;
  });
  return { hashes, weights };
}

function scaleTo(length: number, hashes: Uint32Array, bank: Bank): number {
  let squares = 0;
  for (const hash of hashes) squares += rarityOfHash(bank, hash) ** 2;
  return squares === 0 ? 0 : length / Math.sqrt(squares);
}
