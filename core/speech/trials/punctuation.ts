/** Whether a model for punctuation does what it is for. */

import type { Utterance } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';
import { openPunctuator } from '../text/punctuation.ts';

/** Several sentences, one of them a question: no model worth its name leaves this bare. */
const SAMPLE = 'здравствуйте меня зовут ольга скажите пожалуйста сколько это стоит спасибо я подумаю до свидания';

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L} ]/gu, '')
    .replace(/ +/g, ' ')
    .trim();

/** @param folder of the model @throws model.missing, and model.corrupt where words change, or nothing or everything gets a mark */
export async function tryPunctuation(folder: string): Promise<void> {
  const punctuator = await openPunctuator(folder);
  try {
    const said: Utterance = { speaker: 'unknown', startMs: 0, endMs: 0, text: SAMPLE, confidence: 1, words: [] };
    const [written] = await punctuator.punctuate([said]);
    const text = written?.text ?? '';
    const marked = text.split(' ').filter((word) => /[^\p{L}]$/u.test(word)).length;
    const isSane = plain(text) === SAMPLE && text !== SAMPLE && marked < SAMPLE.split(' ').length;
    if (!isSane) throw new AppError('model.corrupt', { reason: 'golden check', actual: text.slice(0, 200) });
  } finally {
    await punctuator.close();
  }
}
