import { expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '#core/errors.ts';
import { describeError, errorSentence } from '#core/texts/errors.ts';

it.each(Object.keys(ERROR_CODES) as ErrorCode[])('%s says what happened and what to do, in Russian', (code) => {
  const { title, advice } = describeError({ code, details: {} });
  expect(title).toMatch(/[а-я]{3}/iu);
  expect(advice).toMatch(/[а-я]{3}/iu);
  expect(`${title}${advice}`).not.toMatch(/undefined|null|\[object/u);
});

it('names the item that the error is about', () => {
  expect(errorSentence({ code: 'file.not-found', details: { path: 'звонок.wav' } })).toContain('звонок.wav');
  expect(errorSentence({ code: 'portal.missing-scope', details: { scope: 'telephony' } })).toContain('telephony');
});
