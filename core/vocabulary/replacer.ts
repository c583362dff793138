/** Puts the user's words where recognition wrote something else. */

import type { Word } from '#core/domain/transcript.ts';
import { comparable, type VocabularyEntry } from '#core/domain/vocabulary.ts';

export interface SpokenText {
  readonly text: string;
  readonly words: readonly Word[];
}

/** @returns the text with the replacements made, or null where there was nothing to replace */
export type Replacer = (spoken: SpokenText) => SpokenText | null;

interface Rule {
  readonly variant: readonly string[];
  readonly word: string;
}

/** Leading marks, the word, trailing marks: «(битрикс,» keeps its bracket and comma. */
const PARTS = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;
const partsOf = (token: string): readonly [before: string, word: string, after: string] => {
  const [, before = '', word = '', after = ''] = PARTS.exec(token) ?? [];
  return [before, word, after];
};

/**
 * Whole words only, the longest variant first, each place once: what was put in is not looked at again, so the order of
 * entries does not matter. A word written in small letters takes the capital of what it replaces.
 */
export function createReplacer(entries: readonly VocabularyEntry[]): Replacer {
  const rules = new Map<string, Rule[]>();
  for (const { word, variants } of entries) {
    for (const text of variants) {
      const variant = text.split(' ').map((token) => comparable(partsOf(token)[1]));
      const known = rules.get(variant[0]!) ?? [];
      rules.set(
        variant[0]!,
        [...known, { variant, word }].toSorted((a, b) => b.variant.length - a.variant.length),
      );
    }
  }
  return ({ text, words }) => {
    const tokens = text.split(' ');
    const plain = tokens.map((token) => comparable(partsOf(token)[1]));
    // Some texts come without words, or with words cut in another way; their times stay as they are.
    const isAligned = words.length === tokens.length && words.every((word, i) => word.text === tokens[i]);
    const newTokens: string[] = [];
    const newWords: Word[] = [];
    let isChanged = false;
    for (let at = 0; at < tokens.length;) {
      const rule = rules.get(plain[at]!)?.find(({ variant }) => matches(tokens, plain, { at, variant }));
      const length = rule?.variant.length ?? 1;
      const token = rule === undefined ? tokens[at]! : inPlaceOf(tokens.slice(at, at + length), rule.word);
      if (token !== tokens.slice(at, at + length).join(' ')) isChanged = true;
      newTokens.push(token);
      if (isAligned) newWords.push({ text: token, startMs: words[at]!.startMs, endMs: words[at + length - 1]!.endMs });
      at += length;
    }
    return isChanged ? { text: newTokens.join(' '), words: isAligned ? newWords : words } : null;
  };
}

/** A mark between the words (the end of a sentence) means that they are not one name. */
const matches = (
  tokens: readonly string[],
  plain: readonly string[],
  { at, variant }: { readonly at: number; readonly variant: readonly string[] },
): boolean =>
  variant.every((word, i) => plain[at + i] === word) &&
  variant.every((_, i) => i === variant.length - 1 || partsOf(tokens[at + i]!)[2] === '');

function inPlaceOf(replaced: readonly string[], word: string): string {
  const [before, first] = partsOf(replaced[0]!);
  const [, , after] = partsOf(replaced.at(-1)!);
  const isCapital = /^\p{Lu}/u.test(first) && word === word.toLowerCase();
  return `${before}${isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word}${after}`;
}
