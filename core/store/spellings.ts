/** Russian words for the full-text index, which tells ё from е while people and most engines do not. */

/** @returns the word with е, and with ё in each place where it may stand; a word has one ё at most */
export function spellings(word: string): string[] {
  const plain = word.replaceAll('ё', 'е').replaceAll('Ё', 'Е');
  const letters = Array.from(plain);
  return [plain, ...letters.flatMap((letter, at) => (/е/i.test(letter) ? [letters.with(at, 'ё').join('')] : []))];
}
