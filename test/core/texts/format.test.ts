import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatMoment,
  formatNumber,
  formatPercent,
  formatPeriod,
  formatPhone,
  formatShare,
  formatTotalTime,
  formatWeek,
  russianPlural,
} from '#core/texts/format.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formats', () => {
  it('write a place in a recording as a clock', () => {
    expect([0, 187_000, 3_729_400, -5].map(formatClock)).toEqual(['0:00', '3:07', '1:02:09', '0:00']);
  });

  it('sum up time in the two largest units', () => {
    expect([35_000, 59_700, 420_000, 3_599_000, 173_520_000].map(formatTotalTime).map(plain)).toEqual([
      '35 с',
      '1 мин',
      '7 мин',
      '1 ч 0 мин',
      '48 ч 12 мин',
    ]);
  });

  it('set the sign of per cent off in Russian and not in English', () => {
    expect(plain(formatPercent(12.5))).toBe('12,5 %');
    expect(formatPercent(12.5, 'en')).toBe('12.5%');
    expect(formatShare(2, 3, 'en')).toBe('67%');
  });

  it('show a dash in place of a share of nothing', () => {
    expect(plain(formatShare(1, 3))).toBe('33 %');
    expect(formatShare(0, 0)).toBe('—');
  });

  it('tell the moment and the days in the reader’s time zone', () => {
    expect(plain(formatMoment('2026-11-20T21:30:00.000Z', 'Europe/Moscow'))).toBe('21 ноя, 00:30');
    expect(plain(formatPeriod({ from: '2026-10-01', to: '2026-10-31' }))).toBe('1–31 октября 2026');
    expect(plain(formatPeriod({ from: '2026-10-01', to: '2026-10-01' }))).toBe('1 октября 2026');
    expect(plain(formatNumber(12_345))).toBe('12 345');
  });

  it('say which weeks are cut off by their period', () => {
    expect(plain(formatWeek({ from: '2026-11-16', to: '2026-11-22' }))).toBe('16–22 ноября 2026');
    expect(plain(formatWeek({ from: '2026-11-19', to: '2026-11-22' }))).toBe('19–22 ноября 2026 (неполная)');
  });

  it('choose the Russian form of a noun', () => {
    const forms = ['звонок', 'звонка', 'звонков'] as const;
    expect([1, 3, 5, 11, 21, 112].map((count) => russianPlural(count, forms))).toEqual([
      'звонок',
      'звонка',
      'звонков',
      'звонков',
      'звонок',
      'звонков',
    ]);
  });

  it('part the digits of a Russian telephone number and leave other names alone', () => {
    expect(['+79000000102', '89000000102', '+441632960000', 'Ирина 2'].map(formatPhone).map(plain)).toEqual([
      '+7 900 000-01-02',
      '+7 900 000-01-02',
      '+441632960000',
      'Ирина 2',
    ]);
  });
});
