/** Transcribes the demo recordings through the real pipeline and compares with what is spoken in them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { openSession } from '#core/inference/index.ts';
import { BUNDLED_ENGINE_ID, openEngine, sileroModel } from '#core/speech/index.ts';

import type { Transcript } from '#core/domain/transcript.ts';
import { transcribeFile } from '#core/pipeline/index.ts';
import { addCounts, countErrors, NO_ERRORS, type ErrorCounts } from './word-errors.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEMO = join(ROOT, 'core/demo');

const dialoguesSchema = z.object({
  calls: z.array(
    z.object({
      id: z.string(),
      file: z.string(),
      direction: z.enum(['in', 'out']),
      turns: z.array(z.object({ speaker: z.enum(['agent', 'client']), text: z.string(), startMs: z.number() })),
    }),
  ),
});
export type Dialogue = z.infer<typeof dialoguesSchema>['calls'][number];

export interface DemoCallErrors {
  readonly id: string;
  readonly errors: ErrorCounts;
  /** Utterances whose speaker is the one who spoke at that time; null for mixed recordings. */
  readonly speakersRight: boolean | null;
}

/**
 * Each speaker's words are compared on their own where the recording keeps them apart (so that overlapping turns do not
 * count as errors), else all words in time order.
 */
export function compareCall(dialogue: Dialogue, transcript: Transcript): DemoCallErrors {
  const said = (speaker?: string): string =>
    dialogue.turns.flatMap((turn) => (speaker === undefined || turn.speaker === speaker ? [turn.text] : [])).join(' ');
  const heard = (speaker?: string): string =>
    transcript.utterances
      .flatMap((turn) => (speaker === undefined || turn.speaker === speaker ? [turn.text] : []))
      .join(' ');
  if (transcript.channels === 1) {
    return { id: dialogue.id, errors: countErrors(said(), heard()), speakersRight: null };
  }
  const both = (mine: string, theirs: string): ErrorCounts =>
    addCounts(countErrors(said('agent'), heard(mine)), countErrors(said('client'), heard(theirs)));
  const asAssigned = both('agent', 'client');
  const swapped = both('client', 'agent');
  const speakersRight = asAssigned.wordErrors <= swapped.wordErrors;
  return { id: dialogue.id, errors: speakersRight ? asAssigned : swapped, speakersRight };
}

/** The demo calls as they were written and read aloud. */
export const readDialogues = (): Dialogue[] =>
  dialoguesSchema.parse(JSON.parse(readFileSync(join(DEMO, 'dialogues.json'), 'utf8'))).calls;

export const recordingOf = ({ file }: Dialogue): string => join(DEMO, 'recordings', file);

/** @param onCall called after each call */
export async function measureDemo(onCall: (call: DemoCallErrors) => void): Promise<ErrorCounts> {
  const engine = await openEngine(BUNDLED_ENGINE_ID, join(ROOT, 'models/bundled/speech'));
  const vad = await openSession(sileroModel(), { threads: 1 });
  let total = NO_ERRORS;
  for (const call of readDialogues()) {
    const path = recordingOf(call);
    const transcript = await transcribeFile({ path, direction: call.direction, channelRoles: 'auto' }, { engine, vad });
    const compared = compareCall(call, transcript);
    total = addCounts(total, compared.errors);
    onCall(compared);
  }
  await engine.close();
  await vad.close();
  return total;
}

const percent = (errors: number, of: number): string => `${((100 * errors) / of).toFixed(1)} %`;
const line = (name: string, errors: ErrorCounts, note: string): string =>
  `${name.padEnd(10)} words ${percent(errors.wordErrors, errors.words).padStart(7)}   letters ${percent(errors.letterErrors, errors.letters).padStart(7)}   ${note}`;

/** Prints word and letter error rates per call and in all. */
export async function printDemoErrors(): Promise<void> {
  const notes = new Map([
    [true, 'speakers right'],
    [false, 'SPEAKERS SWAPPED'],
  ]);
  const total = await measureDemo(({ id, errors, speakersRight }) => {
    console.log(line(id, errors, speakersRight === null ? 'one channel' : notes.get(speakersRight)!));
  });
  console.log(line('all', total, `${total.words} words`));
}

if (process.argv[1] === import.meta.filename) await printDemoErrors();
