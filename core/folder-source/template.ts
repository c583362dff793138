/** Templates of file names as a lead writes them: fixed text and fields in braces, e.g. `{date:YYYY-MM-DD}_{phone}`. */

import { AppError } from '#core/errors.ts';

export const FIELD_NAMES = [
  'date',
  'time',
  'datetime',
  'unix',
  'direction',
  'phone',
  'ext',
  'manager',
  'client',
  '*',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly name: Exclude<FieldName, 'date' | 'time' | 'datetime'> }
  /** `layout` split into what it is made of: `YYYY`, `-`, `MM` … */
  | { readonly kind: 'moment'; readonly units: readonly MomentUnit[] };

export type MomentUnit = { readonly unit: keyof typeof UNIT_DIGITS } | { readonly text: string };

/** Digits of each unit; a name always has all of them. */
export const UNIT_DIGITS = { YYYY: 4, YY: 2, MM: 2, DD: 2, HH: 2, mm: 2, ss: 2 } as const;

/** Limits that keep matching cheap whatever is written. */
const MAX_TEMPLATE_LENGTH = 200;
const MAX_PARTS = 40;

const DEFAULT_LAYOUTS = { date: 'YYYY-MM-DD', time: 'HH-mm-ss', datetime: 'YYYY-MM-DD_HH-mm-ss' } as const;

/** @param template without the file's ending @throws input.invalid, with the reason for the person who wrote it */
export function parseTemplate(template: string): readonly TemplatePart[] {
  if (template.trim() === '') throw refuse('Шаблон имени пуст.');
  if (template.length > MAX_TEMPLATE_LENGTH) throw refuse(`Шаблон длиннее ${MAX_TEMPLATE_LENGTH} знаков.`);
  const parts: TemplatePart[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < template.length;) {
    const open = template.indexOf('{', at);
    const text = template.slice(at, open < 0 ? undefined : open);
    if (text !== '') parts.push({ kind: 'text', text });
    if (open < 0) break;
    const close = template.indexOf('}', open);
    if (close < 0) throw refuse('В шаблоне не закрыта фигурная скобка.');
    parts.push(parseField(template.slice(open + 1, close), seen));
    at = close + 1;
  }
  if (parts.length > MAX_PARTS) throw refuse('В шаблоне слишком много полей.');
  if (seen.size === 0) throw refuse('В шаблоне нет ни одного поля, например {phone}.');
  return parts;
}

function parseField(inside: string, seen: Set<string>): TemplatePart {
  const [name = '', ...rest] = inside.split(':');
  const layout = rest.join(':');
  if (!isFieldName(name)) throw refuse(`Неизвестное поле {${inside}}. Есть: ${FIELD_NAMES.join(', ')}.`);
  if (name !== '*' && seen.has(name)) throw refuse(`Поле {${name}} встречается дважды.`);
  if (name !== '*') seen.add(name);
  if (name === 'date' || name === 'time' || name === 'datetime')
    return { kind: 'moment', units: parseLayout(name, layout === '' ? DEFAULT_LAYOUTS[name] : layout) };
  if (layout !== '') throw refuse(`У поля {${name}} не бывает вида записи.`);
  return { kind: 'field', name };
}

/** What a layout of each field must contain, so that it makes a day, a time of day or both. */
const NEEDED = { date: ['MM', 'DD'], time: ['HH', 'mm'], datetime: ['MM', 'DD', 'HH', 'mm'] } as const;

function parseLayout(name: keyof typeof NEEDED, layout: string): readonly MomentUnit[] {
  const units = layout
    .split(/(YYYY|YY|MM|DD|HH|mm|ss)/u)
    .filter((piece) => piece !== '')
    .map((piece): MomentUnit => (isUnit(piece) ? { unit: piece } : { text: piece }));
  const used = units.flatMap((unit) => ('unit' in unit ? [unit.unit] : []));
  const hasYear = name === 'time' || used.some((unit) => unit === 'YYYY' || unit === 'YY');
  const isComplete = hasYear && NEEDED[name].every((unit) => used.includes(unit));
  if (
    !isComplete ||
    new Set(used).size < used.length ||
    units.some((unit) => 'text' in unit && /\p{L}/u.test(unit.text))
  )
    throw refuse(`Вид {${name}:${layout}} не подходит. Пример: {${name}:${DEFAULT_LAYOUTS[name]}}.`);
  return units;
}

const isFieldName = (name: string): name is FieldName => (FIELD_NAMES as readonly string[]).includes(name);
const isUnit = (piece: string): piece is keyof typeof UNIT_DIGITS => piece in UNIT_DIGITS;
const refuse = (reason: string): AppError => new AppError('input.invalid', { reason });
