/** Generated conversations with known objections. */

import type { CallAnalysis, ObjectionFinding, Sentiment, TopicId, Verdict } from '#core/domain/finding.ts';
import { TOPIC_IDS } from '#core/domain/finding.ts';
import type { Speaker, Utterance } from '#core/domain/transcript.ts';
import * as phrases from './phrases.ts';
import type { Random } from './random.ts';

export interface Conversation {
  readonly utterances: readonly Utterance[];
  readonly analysis: CallAnalysis;
  readonly durationMs: number;
}

const MS_PER_CHARACTER = 65;
const OBJECTION_IDS = Object.keys(phrases.OBJECTION_PHRASES);
/** How often each is heard, in the order of `OBJECTION_IDS`; price leads everywhere. */
const OBJECTION_WEIGHTS = [30, 14, 12, 9, 14, 8, 5, 8, 4, 3, 4];

/** A call of 8–30 turns: greeting, questions, up to three objections, an ending in the tone of the call. */
export function aConversation(random: Random, agentName: string): Conversation {
  const turns: { speaker: Speaker; text: string }[] = [];
  const objections: ObjectionFinding[] = [];
  const product = random.pick(phrases.PRODUCTS);
  const say = (speaker: Speaker, text: string): number => {
    const filled = text.replace('{product}', product).replace('{agent}', agentName.split(' ')[0]!);
    return turns.push({ speaker, text: filled.replace('{company}', 'Новый дом') }) - 1;
  };
  const exchange = (): void => {
    say('agent', random.pick(phrases.AGENT_QUESTIONS));
    say('client', random.pick(phrases.CLIENT_ANSWERS));
  };
  const object = (): void => {
    const category = weightedPick(random);
    const { objections: wordings, replies } = phrases.OBJECTION_PHRASES[category]!;
    const quote = random.pick(wordings);
    const verdict: Verdict = random.chance(0.45) ? 'handled' : random.pick(['argued', 'ignored']);
    const utterance = say('client', `${random.pick(['Ну', 'Смотрите,', 'Вы знаете,', 'Понимаете,'])} ${quote}.`);
    say('agent', random.pick(verdict === 'ignored' ? phrases.IGNORING_REPLIES : replies[verdict]));
    objections.push({
      category,
      utterance,
      quote,
      verdict,
      handled: verdict === 'handled',
      score: 0.55 + random.fraction() * 0.44,
      replyUtterance: utterance + 1,
    });
  };

  say('agent', random.pick(phrases.GREETINGS));
  say('client', random.pick(phrases.CLIENT_OPENINGS));
  const objectionCount = random.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 3]);
  for (let index = random.integer(1, 4); index > 0; index--) exchange();
  for (let index = objectionCount; index > 0; index--) {
    object();
    for (let pairs = random.integer(0, 3); pairs > 0; pairs--) exchange();
  }
  const sentiment: Sentiment = random.chance(0.25) ? 'positive' : random.chance(0.18) ? 'negative' : 'neutral';
  const endings = { positive: phrases.WARM_ENDINGS, neutral: phrases.PLAIN_ENDINGS, negative: phrases.COLD_ENDINGS };
  say('client', random.pick(endings[sentiment]));

  const utterances = timed(turns, random);
  const topic: TopicId = random.chance(0.5) ? 'sales' : random.pick(TOPIC_IDS);
  const topicScore = 0.6 + random.fraction() * 0.4;
  const nextStep = random.chance(0.55) ? random.pick(phrases.NEXT_STEPS) : null;
  const last = utterances.length - 1;
  return {
    utterances,
    durationMs: (utterances.at(-1)?.endMs ?? 0) + 900,
    analysis: {
      topic,
      topicScore,
      sentiment,
      nextStep,
      step: nextStep === null ? null : { owner: 'agent', utterance: last, quote: nextStep, when: null },
      outcome: {
        kind: nextStep !== null ? 'agreed' : objectionCount > 0 ? 'refused' : 'unknown',
        quote: utterances[last]?.text ?? null,
        utterance: last,
      },
      objections,
      utterances: utterances.map(() => ({ sentiment: 'neutral', score: 0.7 })),
    },
  };
}

function weightedPick(random: Random): string {
  let rest = random.fraction() * OBJECTION_WEIGHTS.reduce((sum, weight) => sum + weight, 0);
  const index = OBJECTION_WEIGHTS.findIndex((weight) => (rest -= weight) < 0);
  return OBJECTION_IDS[index]!;
}

function timed(turns: readonly { speaker: Speaker; text: string }[], random: Random): Utterance[] {
  let at = 800;
  return turns.map(({ speaker, text }) => {
    const startMs = at;
    const words = text.split(' ').map((word) => {
      const wordStartMs = at;
      at += word.length * MS_PER_CHARACTER + 60;
      return { text: word, startMs: wordStartMs, endMs: at - 40 };
    });
    const endMs = at;
    at += random.integer(150, 1400);
    return { speaker, startMs, endMs, text, words, confidence: 0.8 + random.fraction() * 0.2 };
  });
}
