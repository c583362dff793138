import { describe, expect, it } from 'vitest';
import { buildReport, maskReport } from '#core/reports/index.ts';
import { maskText } from '#core/reports/mask.ts';
import { anAnalysis, anUtterance } from '../../builders/calls.ts';

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

  it('hides the client everywhere in a report and keeps the figures', () => {
    const text = 'это дорого звоните на восемь девятьсот двенадцать триста сорок пять';
    const quote = anAnalysis().objections[0]!;
    const report = buildReport({
      period: { from: '2026-11-20', to: '2026-11-20' },
      generatedAt: '2026-11-21T00:00:00.000Z',
      timeZone: 'Europe/Moscow',
      categories: [],
      models: [],
      calls: [
        {
          id: 'demo:1',
          startedAt: '2026-11-20T09:00:00.000Z',
          direction: 'out',
          agent: 'Анна Белова',
          client: '+79123456789',
          durationMs: 60_000,
          topic: 'sales',
          sentiment: 'neutral',
          nextStep: 'написать на a@b.ru',
          channels: 2,
          transcript: [anUtterance({ text })],
          utteranceSentiments: [],
          objections: [{ ...quote, quote: text }],
          problem: null,
        },
      ],
    });
    const masked = JSON.stringify(maskReport(report));
    expect(masked).not.toMatch(/79123456789|девятьсот|a@b\.ru/u);
    expect(masked).toContain('Анна Белова');
    expect(maskReport(report).totals).toEqual(report.totals);
  });
});
