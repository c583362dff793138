import { describe, expect, it } from 'vitest';
import { maskCall, maskRequest } from '#core/reports/index.ts';
import { wholeReport } from '#core/domain/report-request.ts';
import { maskText } from '#core/reports/mask.ts';
import { anAnalysis, anUtterance } from '../../builders/calls.ts';
import { aReportCall } from '../../builders/report-input.ts';

describe('masking', () => {
  it.each([
    ['пишите на ivan.petrov@firma.ru сегодня', 'ivan.petrov'],
    ['почта иван@фирма.рф', 'иван@'],
    ['мой номер +7 (912) 345-67-89', '345'],
    ['карта 2200 7007 1234 5678', '1234'],
    ['паспорт 4509 123456', '123456'],
    ['номер восемь девятьсот двенадцать триста сорок пять шестьдесят семь', 'девятьсот'],
    ['добрый день Мария Ивановна слушаю', 'Мария'],
    ['спросите петра андреевича завтра', 'андреевича'],
  ])('hides personal data in «%s»', (text, secret) => {
    expect(maskText(text)).not.toContain(secret);
    expect(maskText(text)).toContain('[скрыто]');
  });

  it.each(['это стоит сто двадцать тысяч', 'встреча 20 ноября в 14:05', 'скидка 15 процентов', 'за 250 000 рублей'])(
    'leaves prices and dates: «%s»',
    (text) => expect(maskText(text)).toBe(text),
  );

  it('hides the client everywhere in a call, and leaves the manager and what was found', () => {
    const text = 'это дорого звоните на восемь девятьсот двенадцать триста сорок пять';
    const quote = anAnalysis().objections[0]!;
    const masked = maskCall(
      aReportCall({
        agent: 'Анна Белова',
        client: '+79123456789',
        nextStep: 'написать на a@b.ru',
        transcript: [anUtterance({ text })],
        objections: [{ ...quote, quote: text }],
      }),
    );
    expect(JSON.stringify(masked)).not.toMatch(/79123456789|девятьсот|a@b\.ru/u);
    expect(masked).toMatchObject({ agent: 'Анна Белова', topic: 'sales', objections: [{ category: quote.category }] });
    expect(masked.transcript[0]!.words).toEqual([]);
  });

  it('hides a number that calls were searched by', () => {
    const request = { ...wholeReport({ from: '2026-10-01', to: '2026-10-31' }), filter: { text: '+7 912 345-67-89' } };
    expect(maskRequest(request).filter.text).toBe('[скрыто]');
  });
});
