/** The talk metrics of a call as pairs of a name and a figure. */

import type { TalkMetrics } from '#core/domain/talk.ts';
import { formatClock, formatNumber, formatShare } from '#core/texts/format.ts';
import { el } from './dom.ts';

const UNKNOWN = 'не определено';

/** Null where there is no transcript to measure. */
export function talkFacts(talk: TalkMetrics | null | undefined): HTMLElement | null {
  if (!talk) return null;
  const rows = talkRows(talk).flatMap(([name, value]) => [el('dt', '', name), el('dd', 'number', value ?? UNKNOWN)]);
  return el('div', 'panel-part', el('h3', '', 'Метрики разговора'), el('dl', 'talk-facts', ...rows));
}

function talkRows(talk: TalkMetrics): readonly (readonly [name: string, value: string | null])[] {
  const { agent, client } = talk;
  return [
    ['Доля речи менеджера', share(talk.agentShare)],
    ['Самый долгий монолог менеджера', agent && formatClock(agent.longestMonologueMs)],
    ['Самый долгий монолог клиента', client && formatClock(client.longestMonologueMs)],
    ['Менеджер перебивал', agent && formatNumber(agent.interruptions)],
    ['Клиент перебивал', client && formatNumber(client.interruptions)],
    ['Доля тишины', share(talk.silenceShare)],
    ['Самое долгое молчание', talk.longestSilenceMs === null ? null : formatClock(talk.longestSilenceMs)],
    ['Скорость речи менеджера', rate(agent?.wordsPerMinute)],
    ['Скорость речи клиента', rate(client?.wordsPerMinute)],
    ['Вопросов менеджера', questions(talk)],
    ['Пауза перед ответом', talk.patienceMs === null ? null : `${formatNumber(talk.patienceMs / 1000)}\u00a0с`],
  ];
}

const share = (value: number | null): string | null => (value === null ? null : formatShare(value, 1));

const rate = (value: number | null | undefined): string | null =>
  value === null || value === undefined ? null : `${formatNumber(Math.round(value))}\u00a0слов/мин`;

function questions({ agentQuestions, areQuestionsLowerBound }: TalkMetrics): string | null {
  if (agentQuestions === null) return null;
  return areQuestionsLowerBound ? `не менее ${agentQuestions}` : String(agentQuestions);
}
