/** Calls as JSON lines: what `razbor classify`, `suggest` and `eval` read (interfaces.md). */

import { z } from 'zod';

import { SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import type { CallText, Sentiment, TopicId } from '#core/domain/finding.ts';
import { isDay } from '#core/domain/period.ts';
import { AppError } from '#core/errors.ts';

/** Caps on untrusted input. A telephone call of ten hours stays below all of them. */
export const INPUT_LIMITS = {
  lineChars: 8_000_000,
  utterances: 20_000,
  utteranceChars: 1_000_000,
  idChars: 200,
} as const;

/** A call to classify with the id to answer under. */
export interface IdentifiedCall extends CallText {
  readonly id: string;
}

export interface LabelledObjection {
  readonly category: string;
  readonly utterance: number;
  readonly handled: boolean;
}

/** A call with the truth about it, for `razbor eval`. */
export interface LabelledCall extends IdentifiedCall {
  readonly topic: TopicId;
  readonly sentiment: Sentiment;
  readonly nextStep: string | null;
  readonly objections: readonly LabelledObjection[];
}

const seconds = z.number().min(0).max(1e6).nullish();

const utteranceSchema = z.object({
  speaker: z.enum(['agent', 'client', 'unknown']).default('unknown'),
  start: seconds,
  end: seconds,
  text: z.string().max(INPUT_LIMITS.utteranceChars),
});

const callSchema = z.object({
  id: z.union([z.string().min(1).max(INPUT_LIMITS.idChars), z.number().transform(String)]),
  direction: z.enum(['in', 'out']).default('out'),
  /** ISO 8601 with the day where the call took place. */
  startedAt: z.string().max(40).nullish(),
  utterances: z.array(utteranceSchema).max(INPUT_LIMITS.utterances),
});

const labelledSchema = callSchema
  .extend({
    topic: z.enum(TOPIC_IDS),
    sentiment: z.enum(SENTIMENTS),
    next_step: z.string().nullish(),
    objections: z.array(
      z.object({ category: z.string().min(1).max(100), utterance: z.number().int().min(0), handled: z.boolean() }),
    ),
  })
  .refine(({ objections, utterances }) => objections.every(({ utterance }) => utterance < utterances.length), {
    path: ['objections'],
    message: 'Номер реплики больше, чем их в звонке.',
  });

function parseJson(text: string, line: number): unknown {
  if (text.length > INPUT_LIMITS.lineChars)
    throw new AppError('input.invalid', { line, reason: 'Строка слишком длинная.' });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('input.invalid', { line, reason: 'Нужен один объект JSON в каждой строке.' }, { cause: error });
  }
}

/** The first complaint of the schema in words: where and what, never the content. */
function firstIssue(error: z.ZodError): { field: string; reason: string } {
  const issue = error.issues[0];
  const field = (issue?.path ?? []).map(String).join('.').slice(0, 100);
  // Our own messages are Russian; those of the library are not, and the place says enough.
  const isOurs = /[а-я]/iu.test(issue?.message ?? '');
  return { field, reason: isOurs ? issue!.message : `Не подходит поле «${field || 'звонок'}».` };
}

function parseWith<Schema extends z.ZodType>(schema: Schema, text: string, line: number): z.output<Schema> {
  const result = schema.safeParse(parseJson(text, line));
  if (!result.success) throw new AppError('input.invalid', { line, ...firstIssue(result.error) });
  return result.data;
}

function toCallText({ id, direction, startedAt, utterances }: z.output<typeof callSchema>): IdentifiedCall {
  return {
    id,
    direction,
    ...(startedAt && isDay(startedAt.slice(0, 10)) ? { day: startedAt.slice(0, 10) } : {}),
    utterances: utterances.map(({ speaker, text, start, end }) => ({
      speaker,
      text,
      ...(typeof start === 'number' ? { startMs: Math.round(start * 1000) } : {}),
      ...(typeof end === 'number' ? { endMs: Math.round(end * 1000) } : {}),
    })),
  };
}

/** @param text one JSON object @param line 1-based, for the message @throws `input.invalid` with line, field and reason */
export function parseCallLine(text: string, line: number): IdentifiedCall {
  return toCallText(parseWith(callSchema, text, line));
}

/** The same with labels in the schema of the evaluation data (docs: `razbor eval`). */
export function parseLabelledLine(text: string, line: number): LabelledCall {
  const call = parseWith(labelledSchema, text, line);
  const { topic, sentiment, objections } = call;
  return { ...toCallText(call), topic, sentiment, objections, nextStep: call.next_step ?? null };
}

function parseLines<Row>(content: string, parseLine: (text: string, line: number) => Row): Row[] {
  const rows: Row[] = [];
  content
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .forEach((text, at) => {
      if (text.trim() !== '') rows.push(parseLine(text, at + 1));
    });
  return rows;
}

/** @param content of a `.jsonl` file; empty lines are skipped @throws `input.invalid` for the first bad line */
export function parseCalls(content: string): IdentifiedCall[] {
  return parseLines(content, parseCallLine);
}

/** @param content of a labelled `.jsonl` file @throws `input.invalid` for the first bad line */
export function parseLabelledCalls(content: string): LabelledCall[] {
  return parseLines(content, parseLabelledLine);
}
