/** A report that is safe to share: personal data of clients is hidden, figures and the managers' names stay. */

import type { ReportRequest } from '#core/domain/report-request.ts';
import type { ReportCall } from '#core/domain/report.ts';

const HIDDEN = '[скрыто]';

/** Number words of a telephone or document number read aloud; recognition writes numbers as words. */
const NUMBER_WORD =
  '(?:нол[ья]|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|[а-яё]+надцать|двадцать|тридцать|сорок|' +
  '(?:пять|шесть|семь|восемь)десят|девяносто|сто|двести|триста|четыреста|(?:пять|шесть|семь|восемь|девять)сот)';

/** Shorter runs of number words are prices and dates, which a reader of the report needs. */
const SPOKEN_NUMBER_WORDS = 5;

const RULES: readonly RegExp[] = [
  /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu,
  // Telephones, cards, passports, accounts: seven digits or more, with the usual separators.
  /\+?\d(?:[\s().–-]{0,2}\d){6,}/gu,
  new RegExp(`(?<![а-яё])${NUMBER_WORD}(?:[\\s,-]+${NUMBER_WORD}){${SPOKEN_NUMBER_WORDS - 1},}(?![а-яё])`, 'giu'),
  // First name and patronymic, the polite address of Russian calls.
  /(?<!\p{L})[А-ЯЁа-яё]{2,}\s+[А-ЯЁа-яё]{2,}(?:ович|евич|ьич|овна|евна|ична|инична)(?:а|у|ем|ы|е|ой)?(?!\p{L})/gu,
];

/** @returns `text` with e-mail addresses, long numbers (in digits or words) and names with patronymics hidden */
export const maskText = (text: string): string => RULES.reduce((result, rule) => result.replace(rule, HIDDEN), text);

/** Words that calls were searched by may be a client's number. */
export function maskRequest({ filter, ...request }: ReportRequest): ReportRequest {
  return { ...request, filter: filter.text === undefined ? filter : { ...filter, text: maskText(filter.text) } };
}

/**
 * Hides what identifies the client. A first name or a company said without a patronymic stays: it cannot be told from
 * other words with certainty, and the report says so.
 */
export function maskCall(call: ReportCall): ReportCall {
  return {
    ...call,
    client: call.client === null ? null : HIDDEN,
    // A voice identifies, and what it says is not hidden.
    clips: [],
    nextStep: call.nextStep === null ? null : maskText(call.nextStep),
    outcome: call.outcome ? { ...call.outcome, quote: call.outcome.quote && maskText(call.outcome.quote) } : null,
    step: call.step ? { ...call.step, quote: maskText(call.step.quote) } : null,
    objections: call.objections.map((objection) => ({ ...objection, quote: maskText(objection.quote) })),
    // Single words with times would give away what the text hides.
    transcript: call.transcript.map((utterance) => ({ ...utterance, text: maskText(utterance.text), words: [] })),
  };
}
