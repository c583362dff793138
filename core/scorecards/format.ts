/**
 * Scorecards as JSON files, to pass them on and to edit them by hand.
 *
 *     { "format": "razbor-scorecard", "version": 1, "id": "sales", "name": "…", "topics": ["sales"],
 *       "stages": [{ "id": "contact", "name": "…", "criteria": [
 *         { "id": "greeting", "name": "…", "weight": 100, "check": { "kind": "phrases", "place": "opening", "phrases": ["добрый день"] } }] }],
 *       "criticalErrors": [{ "id": "rudeness", "name": "…", "phrases": ["ваши проблемы"] }] }
 *
 * Weights add up to 100; ids are unique; the kinds of checks and what phrases may contain stand in `core/domain`.
 */

import { z } from 'zod';
import { TOPIC_IDS } from '#core/domain/finding.ts';
import {
  FULL_WEIGHT,
  isPhrase,
  MOST_OF,
  NAME_PATTERN,
  SCORECARD_LIMITS,
  weightOf,
  WEIGHT_TOLERANCE,
} from '#core/domain/scorecard-editing.ts';
import { PHRASE_PLACES, TALK_FIGURES } from '#core/domain/scorecard.ts';
import type { Scorecard } from '#core/domain/scorecard.ts';
import { AppError } from '#core/errors.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/u, 'id: латинские строчные буквы, цифры и дефис');
const name = z.string().trim().min(1).max(SCORECARD_LIMITS.nameCharacters).regex(NAME_PATTERN);
const phrase = z.string().max(SCORECARD_LIMITS.phraseCharacters).refine(isPhrase, 'в фразе должны быть слова');
const phrases = z.array(phrase).min(1).max(SCORECARD_LIMITS.phrases).readonly();
const amount = z.number().min(0);

const check = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('phrases'), place: z.enum(PHRASE_PLACES), phrases }),
  z.strictObject({ kind: z.literal('questions'), atLeast: z.int().min(1).max(SCORECARD_LIMITS.questions) }),
  z.strictObject({ kind: z.literal('objections-handled') }),
  z.strictObject({ kind: z.literal('no-argument') }),
  z.strictObject({ kind: z.literal('next-step') }),
  z
    .strictObject({ kind: z.literal('talk'), figure: z.enum(TALK_FIGURES), atMost: amount, partlyAtMost: amount })
    .refine(({ atMost, partlyAtMost }) => atMost <= partlyAtMost, 'partlyAtMost меньше atMost')
    .refine(({ figure, partlyAtMost }) => partlyAtMost <= MOST_OF[figure], 'больше, чем бывает: доли — от 0 до 1'),
  z.strictObject({ kind: z.literal('manual') }),
]);

const criterion = z.strictObject({ id, name, weight: z.number().positive().max(FULL_WEIGHT), check });

const stage = z.strictObject({
  id,
  name,
  criteria: z.array(criterion).min(1).max(SCORECARD_LIMITS.criteria).readonly(),
});

/** What every scorecard has but its own id. */
const content = {
  name,
  topics: z.array(z.enum(TOPIC_IDS)).max(TOPIC_IDS.length).readonly().default([]),
  stages: z.array(stage).min(1).max(SCORECARD_LIMITS.stages).readonly(),
  criticalErrors: z
    .array(z.strictObject({ id, name, phrases }))
    .max(SCORECARD_LIMITS.criticalErrors)
    .readonly()
    .default([]),
};

type Content = Pick<Scorecard, 'stages' | 'criticalErrors'>;

/** What must hold between the parts of a scorecard. */
const withRules = <Schema extends z.ZodType<Content>>(schema: Schema): Schema =>
  schema
    .refine(
      (scorecard) => Math.abs(weightOf(scorecard) - FULL_WEIGHT) < WEIGHT_TOLERANCE,
      'сумма весов должна быть 100',
    )
    .refine(({ stages, criticalErrors }) => {
      const ids = [...stages.flatMap(({ criteria }) => criteria), ...criticalErrors].map((item) => item.id);
      return new Set(ids).size === ids.length;
    }, 'id критериев повторяются')
    .refine(({ stages }) => new Set(stages.map((one) => one.id)).size === stages.length, 'id этапов повторяются');

const file = withRules(
  z.strictObject({ format: z.literal('razbor-scorecard'), version: z.literal(1), id, ...content }),
);

/** A scorecard that is to be saved; without an id it is a new one. */
export const scorecardDraft = withRules(z.strictObject({ id: id.nullable(), ...content }));

/**
 * @param text a scorecard file, from anywhere
 * @throws AppError `input.invalid` that names the first thing wrong
 */
export function parseScorecard(text: string): Scorecard {
  if (text.length > SCORECARD_LIMITS.characters) throw invalid('файл чек-листа слишком велик');
  const parsed = file.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    // Our own messages are Russian; those of the library are not, and the place says enough.
    const message = /[а-я]/iu.test(issue?.message ?? '') ? issue?.message : '';
    throw invalid(`чек-лист не подходит: ${[issue?.path.join('.'), message].filter(Boolean).join(': ') || 'формат'}`);
  }
  const { format: _format, version: _version, ...scorecard } = parsed.data;
  return scorecard;
}

function parseJson(text: string): unknown {
  try {
    // Editors on Windows begin files with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    throw invalid('Файл чек-листа — не JSON: нужен файл, сохранённый в «Чек-листах».', error);
  }
}

const invalid = (reason: string, cause?: unknown): AppError => new AppError('input.invalid', { reason }, { cause });

/** The file of a scorecard: what `parseScorecard` reads. */
export function formatScorecard(scorecard: Scorecard): string {
  return `${JSON.stringify({ format: 'razbor-scorecard', version: 1, ...scorecard }, null, 2)}\n`;
}
