/** Forms of Russian names and nouns, so that a listed word is heard in every case. */

const CONSONANT_ENDINGS = ['', 'а', 'у', 'ом', 'ем', 'е', 'ы', 'и', 'ов', 'ам', 'ами', 'ах'];
/** Endings by the ending of the listed form; the first that fits counts. Longer ones come first. */
const ENDINGS: readonly (readonly [ending: string, forms: readonly string[]])[] = [
  ['ский', ['ский', 'ского', 'скому', 'ским', 'ском', 'ская', 'ской', 'скую', 'ские', 'ских']],
  ['ия', ['ия', 'ии', 'ию', 'ией', 'ий', 'иям', 'иями', 'иях']],
  ['ый', ['ый', 'ого', 'ому', 'ым', 'ом', 'ая', 'ой', 'ую', 'ые', 'ых']],
  ['ий', ['ий', 'ия', 'ию', 'ием', 'ии', 'его', 'ему', 'им', 'ем']],
  ['ая', ['ая', 'ой', 'ую', 'ые', 'ых', 'ым']],
  ['ей', ['ей', 'ея', 'ею', 'еем', 'ее']],
  ['ай', ['ай', 'ая', 'аю', 'аем', 'ае']],
  ['а', ['а', 'ы', 'и', 'е', 'у', 'ой', 'ей', '', 'ам', 'ами', 'ах']],
  ['я', ['я', 'и', 'е', 'ю', 'ей', 'ь', 'ям', 'ями', 'ях']],
  ['ь', ['ь', 'я', 'и', 'ю', 'ем', 'ью', 'е', 'ей', 'ям', 'ями', 'ях']],
];
/** Shorter stems would make forms out of ordinary little words. */
const SHORTEST_STEM = 3;

/** @param word lower case, without ё @returns the word and its possible forms; words on о, е, и, у are not declined */
export function formsOf(word: string): readonly string[] {
  const [ending, forms] = ENDINGS.find(([one]) => word.endsWith(one)) ?? ['', CONSONANT_ENDINGS];
  if (/[оеиуэюы]$/.test(word) || word.length - ending.length < SHORTEST_STEM) return [word];
  const stem = word.slice(0, word.length - ending.length);
  return [...new Set([word, ...forms.map((form) => stem + form)])];
}
