/** The same words over and over: what networks write into even noise, and what nobody says so often. */

/** How often a phrase must stand in a row to be a loop: people do say «да да да да», and «алло» four times. */
const fewestRepeats = (length: number): number => {
  if (length === 1) return 6;
  return length <= 3 ? 4 : 3;
};
/** Longer phrases do not come in loops; three times thirty words would be two minutes of speech. */
const LONGEST_PHRASE = 30;

/** Telephone numbers, prices and codes are dictated digit by digit, often the same one: they are kept as said. */
const NUMBER =
  /^(?:\d[\d.,:-]*|нол[ьяею]|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|\S+надцать|двадцать|тридцать|сорок|\S+десят|девяносто|сто|двести|триста|четыреста|\S+сот|тысяч\S*|миллион\S*|плюс|запятая|точка)$/;

const plain = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** @returns the words with each loop said once; the very same array where there is none */
export function withoutLoops<W extends { readonly text: string }>(words: readonly W[]): readonly W[] {
  const plainWords = words.map(({ text }) => plain(text));
  const kept: W[] = [];
  for (let at = 0; at < words.length;) {
    const loop = loopAt(plainWords, at);
    kept.push(...words.slice(at, at + (loop?.length ?? 1)));
    at += loop === null ? 1 : loop.length * loop.repeats;
  }
  return kept.length === words.length ? words : kept;
}

function loopAt(words: readonly string[], at: number): { readonly length: number; readonly repeats: number } | null {
  for (let length = 1; length <= Math.min(LONGEST_PHRASE, (words.length - at) / 3); length += 1) {
    const phrase = words.slice(at, at + length);
    if (phrase.some((word) => NUMBER.test(word))) continue;
    let repeats = 1;
    while (phrase.every((word, i) => words[at + repeats * length + i] === word)) repeats += 1;
    if (repeats >= fewestRepeats(length)) return { length, repeats };
  }
  return null;
}
