/** Short signs of listening: they take no turn, end no monologue and interrupt nobody. */

/** What Russian listeners say while the other goes on; «нет» is an answer and not among them. */
const SIGNS = new Set(
  'да ага угу мгм хм м мм ммм э а о ну так ясно понятно понял поняла хорошо ладно окей ок верно точно конечно'.split(
    ' ',
  ),
);

/** More words than this are a turn, even when each is a sign: «да, хорошо, ну ладно». */
const MAX_WORDS = 3;

/** True for «угу», «да-да», «ну понятно», with or without punctuation; false for nothing at all. */
export function isBackChannel(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && words.length <= MAX_WORDS && words.every((word) => SIGNS.has(word));
}

/** Lower-case words without punctuation, `ё` as `е`. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\d]+/gu) ?? []
  );
}
