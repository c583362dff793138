/** Owner and time of an agreed next step. */

import type { CallText, SpokenTime, StepFinding } from '#core/domain/finding.ts';
import type { StepSentence } from '../call/next-step.ts';
import { ownerOf } from './owner.ts';
import { resolveTime } from './resolve-time.ts';
import { bestTime, findTimes } from './time-expression.ts';

/** Turns after and before the agreement in which its time is usually named: «Приеду. — Когда? — В среду». */
const NEAR = [1, -1, 2, -2] as const;

const timeIn = (text: string): string | null => bestTime(findTimes(text))?.text ?? null;

function timeNear({ utterances }: CallText, at: number): string | null {
  for (const distance of NEAR) {
    const found = timeIn(utterances[at + distance]?.text ?? '');
    if (found !== null) return found;
  }
  return null;
}

/** @param call that agreed @param sentence where */
export function describeStep(call: CallText, { text, utterance }: StepSentence): StepFinding {
  const said = timeIn(text) ?? timeIn(call.utterances[utterance]!.text) ?? timeNear(call, utterance);
  return {
    owner: ownerOf(text, call.utterances[utterance]!.speaker),
    utterance,
    quote: text,
    when: said === null ? null : spokenTime(said, call.day ?? null),
  };
}

/** @param day `YYYY-MM-DD` of the call where it took place, null for unknown */
export function spokenTime(text: string, day: string | null): SpokenTime {
  return { text, ...resolveTime(text, day) };
}
