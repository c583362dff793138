import { describe, expect, it } from 'vitest';
import {
  choosePattern,
  type NamePatternChoice,
  previewNames,
  readName,
  READY_PATTERNS,
} from '#core/folder-source/index.ts';

const MOSCOW = { timeZone: 'Europe/Moscow', managers: { '101': 'Олег Иванов' } };
const read = (choice: NamePatternChoice, name: string) => {
  const pattern = choosePattern(choice, [name], MOSCOW);
  return pattern && readName(pattern, name, MOSCOW);
};
const byTemplate = (template: string, name: string) => read({ kind: 'template', template }, name);

describe('names by a template of one’s own', () => {
  it('gives date, direction, phone and manager, the clock being that of the zone', () => {
    const template = '{date:YYYY-MM-DD}_{time:HH-mm-ss}_{direction}_{phone}_{manager}';
    expect(byTemplate(template, '2026-04-15_10-30-45_Входящий_84951234567_Анна Смирнова.mp3')).toEqual({
      startedAt: '2026-04-15T07:30:45.000Z',
      direction: 'in',
      phone: '+74951234567',
      manager: 'Анна Смирнова',
      client: null,
      extension: null,
    });
  });

  it.each([
    ['{datetime:DD.MM.YY HHmm} {*}', '15.04.26 1030 звонок.wav', '2026-04-15T07:30:00.000Z'],
    ['{unix}.{*}', '1713166245.123.wav', '2024-04-15T07:30:45.000Z'],
    ['{phone}_{date}', '79261234567_2026-11-02.ogg', '2026-11-01T21:00:00.000Z'],
  ])('reads %s', (template, name, startedAt) => {
    expect(byTemplate(template, name)).toMatchObject({ startedAt });
  });

  it.each(['2026-02-30_12-00-00.wav', '2026-04-15_25-00-00.wav', '2026-04-15_12-61-00.wav', '2026-4-15_12-00-00.wav'])(
    'does not make up a moment from %s',
    (name) => {
      expect(byTemplate('{date}_{time}', name)).toBeNull();
    },
  );

  it('takes a hidden number for no number', () => {
    expect(byTemplate('{phone}_{direction}', 'anonymous_in.wav')).toMatchObject({ phone: null, direction: 'in' });
  });

  it('says nothing of a name that is made differently', () => {
    expect(byTemplate('{date}_{phone}', 'Запись 5.wav')).toBeNull();
    expect(byTemplate('{date}_{phone}', `2026-04-15_${'7'.repeat(300)}.wav`)).toBeNull();
  });

  it('ends soon on a template and a name made to take for ever', () => {
    const template = `${'{*}а'.repeat(19)}{client}`;
    expect(byTemplate(template, `${'а'.repeat(250)}.wav`)).not.toBeNull();
    expect(byTemplate(`${'{*}а'.repeat(19)}{ext}`, `${'а'.repeat(250)}.wav`)).toBeNull();
  });

  it.each([
    ['', 'пуст'],
    ['{phone', 'не закрыта'],
    ['{телефон}', 'Неизвестное поле'],
    ['{phone}{phone}', 'дважды'],
    ['запись', 'нет ни одного поля'],
    ['{date:YYYY}', 'не подходит'],
    ['{date:DD-MM}', 'не подходит'],
    ['{date:YYYY-MM-DDTww}', 'не подходит'],
    ['{phone:7}', 'не бывает вида'],
    ['{*}'.repeat(60), 'слишком много'],
    ['a'.repeat(201), 'длиннее'],
  ])('refuses the template «%s»', (template, reason) => {
    expect(() => byTemplate(template, 'a.wav')).toThrow(reason);
  });
});

describe('names of exchanges', () => {
  it.each([
    ['out-74951234567-101-20260415-103045-1713166245.123.wav', 'out', '+74951234567', 'Олег Иванов'],
    ['external-102-89261234567-20260415-103045-1713166245.7.wav', 'in', '+79261234567', 'Внутренний 102'],
    ['q-600-79261234567-20260415-103045-1713166245.9.wav', 'in', '+79261234567', null],
    ['2026-04-15__10-30-45__74951234567__101.mp3', 'in', '+74951234567', 'Олег Иванов'],
    ['2026-04-15__10-30-45__101__74951234567.mp3', 'out', '+74951234567', 'Олег Иванов'],
    ['20260415-103045-101-74951234567.wav', 'out', '+74951234567', 'Олег Иванов'],
    ['15.04.2026_10-30-45_исх_74951234567_Анна.mp3', 'out', '+74951234567', 'Анна'],
    ['20260415_103045_in_74951234567.mp3', 'in', '+74951234567', null],
    ['2026-04-15 10-30-45.mp3', null, null, null],
  ])('are recognised without a word: %s', (name, ...[direction, phone, manager]) => {
    expect(read({ kind: 'auto' }, name)).toMatchObject({
      startedAt: '2026-04-15T07:30:45.000Z',
      direction,
      phone,
      manager,
    });
  });

  it('have an example each that they read themselves', () => {
    for (const { id, example } of READY_PATTERNS) expect(read({ kind: 'ready', id }, example), id).not.toBeNull();
    expect(() => read({ kind: 'ready', id: 'нет' }, 'a.wav')).toThrow('freepbx');
  });
});

describe('the preview of a folder', () => {
  const names = [
    ...Array.from(
      { length: 48 },
      (_, at) => `out-7495123456${at % 10}-10${at % 3}-20260415-1030${String(at % 60).padStart(2, '0')}-1.${at}.wav`,
    ),
    'Новая запись.wav',
    'запись (2).wav',
  ];

  it('says how many names were read, with examples, and which numbers need a name', () => {
    const preview = previewNames({ kind: 'auto' }, names, MOSCOW);
    expect(preview).toMatchObject({
      files: 50,
      recognised: 48,
      patternId: 'freepbx',
      unrecognised: ['Новая запись.wav', 'запись (2).wav'],
      extensions: ['100', '101', '102'],
    });
    expect(preview.samples[1]).toMatchObject({ direction: 'out', phone: '+74951234561', manager: 'Олег Иванов' });
  });

  it('takes no pattern where only a few names happen to fit, or when told so', () => {
    const others = Array.from({ length: 20 }, (_, at) => `разговор ${at}.wav`);
    expect(previewNames({ kind: 'auto' }, [...others, '20260415103045.wav'], MOSCOW)).toMatchObject({
      recognised: 0,
      patternId: null,
    });
    expect(previewNames({ kind: 'none' }, names, MOSCOW)).toMatchObject({ recognised: 0, patternId: null });
  });
});
