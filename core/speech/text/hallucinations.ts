/**
 * Sentences that recognition networks trained on films and videos write where nobody speaks. Source: phrases reported
 * for Russian Whisper again and again, e.g. github.com/Vexa-ai/vexa/issues/617 and the phrase files of that project, and
 * the credits that transcripts of silent recordings end with («Субтитры сделал DimaTorzok», «Редактор субтитров
 * А.Семкин Корректор А.Егорова»).
 */

/** Credits of subtitles: nobody says them on the telephone, so they are taken out wherever they stand. */
const CREDITS: readonly RegExp[] = [
  // Whoever made them: one or two words, or initials and a surname.
  /субтитры (?:и титры )?(?:сделал|сделала|создавал|создавала|создал|подогнал|подогнала|делал|предоставил|добавил)(?: (?:на канале )?[a-zа-я0-9_]+){0,2}/g,
  /редактор субтитров(?: [а-я]){1,2} [а-я]+(?: корректор(?: [а-я]){1,2} [а-я]+)?/g,
  /корректор(?: [а-я]){1,2} (?:егорова|кулакова|горбунова)/g,
];

/** Ordinary words that are credits only when nothing else is heard around them. */
const ALONE: readonly RegExp[] = [
  /^(?:продолжение следует)+$/,
  /^(?:большое )?спасибо за (?:просмотр|внимание и просмотр)$/,
  /^(?:спасибо за субтитры|субтитры)(?: \S+)?$/,
  /^(?:подписывайтесь|подпишитесь) на (?:наш |мой )?канал(?: (?:и )?(?:ставьте|поставьте) лайк\S*)?$/,
  /^(?:ставьте лайки?|не забудьте подписаться)(?: .{0,40}(?:канал|лайк|колокольчик)\S*)?$/,
  /^(?:динамичная|спокойная|напряженная|тревожная|веселая|грустная|интригующая|торжественная)? ?музыка$/,
  /^(?:аплодисменты|смех|телефонный звонок|стук в дверь|тишина)$/,
];

const plain = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^a-zа-я0-9_.]/g, '')
    .replace(/\.+$/, '');

/** @returns the words without what was made up; the very same array where nothing was */
export function withoutHallucinations<W extends { readonly text: string }>(words: readonly W[]): readonly W[] {
  // «А.Семкин» counts as two words of the pattern, and as one of the text.
  const pieces = words.map(({ text }) => plain(text).replaceAll('.', ' ').trim());
  const text = pieces.filter(Boolean).join(' ');
  if (ALONE.some((pattern) => pattern.test(text))) return [];
  const dropped = new Set<number>();
  for (const pattern of CREDITS) {
    for (const { index, 0: credit } of text.matchAll(pattern)) {
      for (const piece of piecesWithin(pieces, index, index + credit.length)) dropped.add(piece);
    }
  }
  return dropped.size === 0 ? words : words.filter((_, index) => !dropped.has(index));
}

/** Numbers of the pieces that lie in `[from, to)` of the joined text. */
function piecesWithin(pieces: readonly string[], from: number, to: number): number[] {
  const found: number[] = [];
  let at = 0;
  pieces.forEach((piece, index) => {
    if (piece === '') return;
    if (at < to && at + piece.length > from) found.push(index);
    at += piece.length + 1;
  });
  return found;
}
