/** Letters as the numbers that the speech model uses: 1..32 for а..я without ё. */

const ALPHABET = ' абвгдежзийклмнопрстуфхцчшщъыьэюя';

export const lettersOf = (word: string): number[] => Array.from(word, (letter) => ALPHABET.indexOf(letter));
