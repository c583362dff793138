/** Short texts as weighted stems and concepts (TF-IDF), and names for groups of them. */

import { conceptsOf } from '../features/concepts.ts';
import { stemOf } from '../text/stems.ts';
import { tokenise } from '../text/tokens.ts';

/** Sparse vector of length 1. */
export type Vector = ReadonlyMap<string, number>;

/** Words without a theme. */
const EMPTY_WORDS = new Set(
  (
    'я мы вы он она они оно мне нам вам меня нас вас у в на с к по за из от до для о об и а но да нет не ни же ли бы то это этот эта эти ' +
    'как что чтобы так там тут все всё весь уже еще только если или когда где кто мой наш ваш свой будет буду был была было были есть ' +
    'сейчас теперь потом просто вообще очень можно нельзя надо нужно такой такие таких ваши ваша наши наша мои моя под при без даже ' +
    'спасибо здравствуйте пожалуйста ага ой ну вот себя себе него нее них ему ей им чего тоже раз два'
  ).split(' '),
);

interface Word {
  readonly stem: string;
  readonly word: string;
}

function contentWords(text: string): Word[] {
  return tokenise(text)
    .filter(({ word }) => word.length > 2 && !EMPTY_WORDS.has(word))
    .map(({ word }) => ({ stem: stemOf(word), word }));
}

function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const { stem, word } of contentWords(text)) {
    terms.add(stem);
    if (stem.length > 5) terms.add(`^${stem.slice(0, 5)}`);
    for (const concept of conceptsOf(word)) terms.add(`§${concept}`);
  }
  return terms;
}

/** Concepts say less about a theme than words do. */
const CONCEPT_WEIGHT = 0.4;

export interface DescribedTexts {
  readonly vectors: readonly Vector[];
  /** @param members indices of texts @returns a short name in words of these texts */
  readonly nameOf: (members: readonly number[]) => string;
  /** @param members indices of texts @returns the stems that mark them, the weightiest first */
  readonly stemsOf: (members: readonly number[]) => string[];
}

const MOST_STEMS = 8;

function mostOf<Key>(counts: ReadonlyMap<Key, number>, count: number): Key[] {
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([key]) => key);
}

export function describeTexts(texts: readonly string[]): DescribedTexts {
  const terms = texts.map(termsOf);
  const frequency = new Map<string, number>();
  for (const set of terms) for (const term of set) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const rarity = (term: string): number =>
    Math.log(1 + texts.length / frequency.get(term)!) * (term.startsWith('§') ? CONCEPT_WEIGHT : 1);
  const vectors = terms.map((set) => {
    const length = Math.sqrt([...set].reduce((sum, term) => sum + rarity(term) ** 2, 0)) || 1;
    return new Map([...set].map((term) => [term, rarity(term) / length]));
  });
  const stemsOf = (members: readonly number[]): string[] => {
    const counts = new Map<string, number>();
    for (const member of members) {
      for (const stem of new Set(contentWords(texts[member]!).map((word) => word.stem)))
        counts.set(stem, (counts.get(stem) ?? 0) + Math.max(0.1, rarity(stem)));
    }
    return mostOf(counts, MOST_STEMS);
  };
  const nameOf = (members: readonly number[]): string => {
    const stems = new Map<string, number>();
    const forms = new Map<string, Map<string, number>>();
    for (const member of members) {
      const words = contentWords(texts[member]!);
      for (const stem of new Set(words.map((word) => word.stem))) stems.set(stem, (stems.get(stem) ?? 0) + 1);
      for (const { stem, word } of words) {
        const counts = forms.get(stem) ?? new Map<string, number>();
        forms.set(stem, counts.set(word, (counts.get(word) ?? 0) + 1));
      }
    }
    const weighted = new Map([...stems].map(([stem, count]) => [stem, count * Math.max(0.1, rarity(stem))]));
    const name = mostOf(weighted, 3)
      .map((stem) => mostOf(forms.get(stem)!, 1)[0]!)
      .join(', ');
    return name === '' ? 'Без названия' : name[0]!.toUpperCase() + name.slice(1);
  };
  return { vectors, nameOf, stemsOf };
}
