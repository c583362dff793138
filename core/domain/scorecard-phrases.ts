/** How the phrases of a scorecard are read: by whole words, without regard to case and `ё`. */

export const foldWord = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** Words of a phrase; `*` alone or at the end of a word stays. Nothing in it is a regular expression. */
export const phraseWords = (phrase: string): string[] => foldWord(phrase).match(/[\p{L}\d]+\*?|\*/gu) ?? [];
