import { describe, expect, it } from 'vitest';
import { readCallTable } from '#core/folder-source/index.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readCallTable(utf8(text), 'Europe/Moscow');

/** The Cyrillic letters of Windows-1251 lie in one run, like those of Unicode. */
const windows1251 = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0)!;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });

describe('the table of a folder', () => {
  it('gives the fields of each file, whatever the order of the columns', () => {
    const { rows, problems } = read(
      'direction,file,startedAt,manager,phone,client,duration\nin,A.wav,2026-04-15 10:30:45,Олег,84951234567,"ООО ""Ромашка"", склад",1:05\n',
    );
    expect(problems).toEqual([]);
    expect(rows.get('a.wav')).toEqual({
      direction: 'in',
      startedAt: '2026-04-15T07:30:45.000Z',
      agent: 'Олег',
      phone: '84951234567',
      client: 'ООО "Ромашка", склад',
      durationMs: 65_000,
    });
  });

  it('understands a table saved by a Russian Excel', () => {
    const text = 'Имя файла;Дата и время;Направление;Менеджер\r\nC:\\записи\\a.wav;15.04.2026 9:30;Исходящий;Анна\r\n';
    expect(readCallTable(windows1251(text), 'Europe/Moscow').rows.get('a.wav')).toEqual({
      direction: 'out',
      startedAt: '2026-04-15T06:30:00.000Z',
      agent: 'Анна',
    });
    expect(read(`\ufeff${text}`).rows.get('a.wav')).toMatchObject({ agent: 'Анна' });
  });

  it('keeps an offset that stands in the table', () => {
    expect(read('file,startedAt\na.wav,2026-04-15T10:00:00+05:00\n').rows.get('a.wav')).toEqual({
      startedAt: '2026-04-15T05:00:00.000Z',
    });
  });

  it('names the line of each mistake and keeps the rest', () => {
    const { rows, problems } = read(
      [
        'file;startedAt;direction;duration',
        'a.wav;2026-04-15 10:00;in;5',
        'b.wav;вчера;in;',
        '',
        'c.wav;;налево;',
        ';2026-04-15;in;',
        'a.wav;;;',
        'd.wav;;;долго',
        `e.wav;${'1'.repeat(500)};;`,
      ].join('\n'),
    );
    expect(problems.map(({ line }) => line)).toEqual([3, 5, 6, 7, 8, 9]);
    expect(problems[0]?.reason).toContain('дата');
    expect(rows.get('a.wav')).toMatchObject({ direction: 'in', durationMs: 5_000 });
    expect([rows.get('b.wav'), rows.get('c.wav'), rows.get('d.wav')]).toEqual([null, null, null]);
  });

  it.each([
    ['without a column of files', 'телефон;дата\n1;2\n', 'нет столбца'],
    ['that is empty', '', 'нет столбца'],
    ['with a quote that never ends', 'file\n"a.wav\n', 'кавычки'],
  ])('refuses a table %s', (_name, text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });
});
