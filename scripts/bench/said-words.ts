/** Words for models that talk: no two alike, since engines throw away a text that repeats itself. */

const LETTERS = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф';

/** As a tokenizer spells words: with a space before each. */
export const saidWords = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => {
    let word = ' ';
    for (let rest = (Math.imul(i + 1, 2_654_435_761) >>> 0) % LETTERS.length ** 5; rest > 0;) {
      word += LETTERS.charAt(rest % LETTERS.length);
      rest = Math.floor(rest / LETTERS.length);
    }
    return word;
  });
