/** Ready patterns of telephone exchanges, and the choice of one. */

import type { Direction } from '#core/domain/call.ts';
import { AppError } from '#core/errors.ts';
import { parseTemplate, type TemplatePart } from './template.ts';

/** One way of writing a name; the direction where the name's first word stands for it. */
interface Form {
  readonly template: string;
  readonly direction?: Direction;
}

export interface ReadyPattern {
  readonly id: string;
  /** For people. */
  readonly title: string;
  readonly example: string;
  readonly forms: readonly Form[];
}

/**
 * FreePBX and its kin name recordings `<kind>-<number>-<internal number>-<day>-<time>-<unique id>`; the parts of `force`
 * are explained at diditho.com/2025/04/23/understanding-issabel-asterisk-call-recording-file-format. Unverified: the
 * other kinds (`external`, `exten` put the internal number first; `q`, `rg`, `in` put what was dialled first) and the
 * names of MANGO OFFICE. A lead sees in the preview what would be read, and may write a template of their own.
 */
export const READY_PATTERNS: readonly ReadyPattern[] = [
  {
    id: 'freepbx',
    title: 'Asterisk, FreePBX, Issabel',
    example: 'out-74951234567-101-20260415-103045-1713166245.123.wav',
    forms: [
      { template: 'out-{phone}-{ext}-{date:YYYYMMDD}-{time:HHmmss}-{*}', direction: 'out' },
      { template: 'force-{phone}-{ext}-{date:YYYYMMDD}-{time:HHmmss}-{*}', direction: 'out' },
      { template: 'external-{ext}-{phone}-{date:YYYYMMDD}-{time:HHmmss}-{*}', direction: 'in' },
      { template: 'exten-{ext}-{phone}-{date:YYYYMMDD}-{time:HHmmss}-{*}', direction: 'in' },
      { template: 'q-{*}-{phone}-{date:YYYYMMDD}-{time:HHmmss}-{*}', direction: 'in' },
      { template: 'rg-{*}-{phone}-{date:YYYYMMDD}-{time:HHmmss}-{*}', direction: 'in' },
      { template: 'in-{*}-{phone}-{date:YYYYMMDD}-{time:HHmmss}-{*}', direction: 'in' },
    ],
  },
  {
    id: 'mango',
    title: 'MANGO OFFICE (дата__время__кто__кому)',
    example: '2026-04-15__10-30-45__74951234567__101.mp3',
    forms: [
      { template: '{date:YYYY-MM-DD}__{time:HH-mm-ss}__{ext}__{phone}', direction: 'out' },
      { template: '{date:YYYY-MM-DD}__{time:HH-mm-ss}__{phone}__{ext}', direction: 'in' },
    ],
  },
  {
    id: 'asterisk-date-first',
    title: 'Asterisk: дата впереди',
    example: '20260415-103045-74951234567-101.wav',
    forms: [
      { template: '{date:YYYYMMDD}-{time:HHmmss}-{ext}-{phone}', direction: 'out' },
      { template: '{date:YYYYMMDD}-{time:HHmmss}-{phone}-{ext}', direction: 'in' },
    ],
  },
  {
    id: 'general-manager',
    title: 'Дата, время, направление, телефон, менеджер',
    example: '2026-04-15_10-30-45_in_74951234567_Иванова.mp3',
    forms: [
      { template: '{date:YYYY-MM-DD}_{time:HH-mm-ss}_{direction}_{phone}_{manager}' },
      { template: '{date:YYYYMMDD}_{time:HHmmss}_{direction}_{phone}_{manager}' },
      { template: '{date:DD.MM.YYYY}_{time:HH-mm-ss}_{direction}_{phone}_{manager}' },
    ],
  },
  {
    id: 'general',
    title: 'Дата, время, направление, телефон',
    example: '2026-04-15_10-30-45_out_74951234567.mp3',
    forms: [
      { template: '{date:YYYY-MM-DD}_{time:HH-mm-ss}_{direction}_{phone}' },
      { template: '{date:YYYYMMDD}_{time:HHmmss}_{direction}_{phone}' },
      { template: '{date:DD.MM.YYYY}_{time:HH-mm-ss}_{direction}_{phone}' },
    ],
  },
  {
    id: 'date-time-phone',
    title: 'Дата, время, телефон',
    example: '2026-04-15 10-30-45 74951234567.mp3',
    forms: [
      { template: '{date:YYYY-MM-DD}_{time:HH-mm-ss}_{phone}' },
      { template: '{date:YYYY-MM-DD} {time:HH-mm-ss} {phone}' },
      { template: '{date:YYYYMMDD}_{time:HHmmss}_{phone}' },
    ],
  },
  {
    id: 'date-time',
    title: 'Дата и время',
    example: '2026-04-15_10-30-45.mp3',
    forms: [
      { template: '{date:YYYY-MM-DD}_{time:HH-mm-ss}' },
      { template: '{date:YYYY-MM-DD} {time:HH-mm-ss}' },
      { template: '{datetime:YYYYMMDDHHmmss}' },
    ],
  },
];

/** What a person chose for a folder. */
export type NamePatternChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'ready'; readonly id: string }
  | { readonly kind: 'template'; readonly template: string }
  /** Names say nothing. */
  | { readonly kind: 'none' };

/** A pattern ready for use; the first form that fits a name reads it. */
export interface NamePattern {
  /** Null for a template of one's own. */
  readonly id: string | null;
  readonly title: string;
  readonly forms: readonly { readonly parts: readonly TemplatePart[]; readonly direction: Direction | null }[];
}

const prepare = (id: string | null, title: string, forms: readonly Form[]): NamePattern => ({
  id,
  title,
  forms: forms.map(({ template, direction = null }) => ({ parts: parseTemplate(template), direction })),
});

export const readyPatterns = (): readonly NamePattern[] =>
  READY_PATTERNS.map(({ id, title, forms }) => prepare(id, title, forms));

/** @throws input.invalid for a template with a mistake or an unknown id */
export function patternOf(choice: Exclude<NamePatternChoice, { kind: 'auto' | 'none' }>): NamePattern {
  if (choice.kind === 'template') return prepare(null, choice.template, [{ template: choice.template }]);
  const ready = READY_PATTERNS.find(({ id }) => id === choice.id);
  if (!ready)
    throw new AppError('input.invalid', {
      reason: `Нет готового шаблона «${choice.id}». Есть: ${READY_PATTERNS.map(({ id }) => id).join(', ')}.`,
    });
  return prepare(ready.id, ready.title, ready.forms);
}
