/** Texts of categories in one form, so that two spellings of the same phrase are one example. */

/** Lower case, `ё` as `е`, single spaces, no punctuation at the ends. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** @returns texts without empty and repeated ones, in order; the first spelling stays */
export function distinctTexts(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.flatMap((text) => {
    const plain = plainText(text);
    if (plain === '' || seen.has(plain)) return [];
    seen.add(plain);
    return [text.trim()];
  });
}
