/** Everything the bundled analyser has learned. */

import type { Bank } from './bank.ts';
import type { Head } from './head.ts';
import type { Network } from './network.ts';

export const BANK_NAMES = ['text', 'before', 'after', 'topic', 'step', 'exchange'] as const;
export type BankName = (typeof BANK_NAMES)[number];

export const NETWORK_NAMES = ['objections', 'phrases'] as const;
export type NetworkName = (typeof NETWORK_NAMES)[number];

export const HEAD_NAMES = ['sentiment', 'turnSentiment', 'topic', 'step', 'handled'] as const;
export type HeadName = (typeof HEAD_NAMES)[number];

export type Banks = Readonly<Record<BankName, Bank>>;
export type Heads = Readonly<Record<HeadName, Head>>;
export type Networks = Readonly<Record<NetworkName, Network>>;

/** Log-odds from which a finding is reported. */
export interface Thresholds {
  readonly objections: number;
  /** For texts without a call around them, per category: there are enough of them to choose each. */
  readonly phrases: readonly number[];
  readonly step: number;
  readonly handled: number;
  /** Added to `objections` when nobody knows who speaks. */
  readonly unknownSpeaker: number;
}

export interface LanguageModel {
  readonly banks: Banks;
  readonly heads: Heads;
  readonly networks: Networks;
  readonly thresholds: Thresholds;
}

/** Outputs of the bank `text` before the two of sentiment: the ten categories, `unknown`, and "is it an objection". */
export const CATEGORY_OUTPUTS = [
  'price',
  'no_time',
  'has_alternative',
  'no_need',
  'no_decision',
  'terms',
  'no_trust',
  'compares',
  'quality',
  'no_expertise',
  'unknown',
] as const;
export const ANY_OUTPUT = CATEGORY_OUTPUTS.length;
export const POSITIVE_OUTPUT = ANY_OUTPUT + 1;
export const NEGATIVE_OUTPUT = ANY_OUTPUT + 2;
export const TEXT_OUTPUTS: readonly string[] = [...CATEGORY_OUTPUTS, 'any', 'positive', 'negative'];
export const CONTEXT_OUTPUTS: readonly string[] = [...CATEGORY_OUTPUTS, 'any'];
