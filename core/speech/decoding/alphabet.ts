/** Letters as the word model and the trees of listed words number them. */

/** The space, then letters without ё, which counts as е. */
export const ALPHABET = ' абвгдежзийклмнопрстуфхцчшщъыьэюя';
export const SPACE = 0;
