/** How a call ended, by rules over its last turns: there is no labelled corpus of outcomes to learn from. */

import type { CallText, ObjectionFinding, OutcomeFinding, TopicId } from '#core/domain/finding.ts';
import type { StepSentence } from '../call/next-step.ts';
import { tokenise } from '../text/tokens.ts';
import { findTimes } from './time-expression.ts';

/** What has been found in the call before. */
export interface OutcomeFacts {
  readonly topic: TopicId;
  readonly objections: readonly ObjectionFinding[];
  readonly sentence: StepSentence | null;
}

const MACHINE =
  /автоответчик|оставьте (?:ваше )?сообщение|после (?:звукового )?сигнала|абонент (?:не|времен|наход|занят)|недоступен|номер не (?:существует|обслуживается)|голосов(?:ой|ая|ую) (?:помощник|почт)|виртуальн\S+ (?:помощник|ассистент|секретар)|номером ошиблись|ошиблись номером|не туда попали/iu;
const REFUSAL =
  /не (?:нужн|надо|интерес|актуальн|звоните|буде[мт]|буду|хочу|хотим|подходит|подпиш|возьм|стану|станем|вижу смысла|сейчас и не потом)|неинтересн|неактуальн|(?:^|[\s,.!])(?:откаж|отказыва|увольте|обойд[уе]м?ся|вычерк|удалите|уберите (?:мой|наш|меня)|всего доброго и не|мимо|пас(?=[\s,.!]|$)|нет[,.!]? (?:спасибо|не|уж)|ни за что|разговор окончен|до свидания и не)|не по пути|закро(?:ем|йте) (?:тему|вопрос)|больше не (?:звон|беспок)|смысла нет|вопрос закрыт|решение принято|выбрали другого|выбрали других/iu;
const DELAY =
  /подума|посовет|обсуд|посмотр(?:ю|им)|перезвон|созвон|набери|наберите|позвоните|позже|попозже|потом|после (?:праздник|отпуск|выходн|сезон|нового года|обеда|совещан)|не сейчас|неудобно|некогда|занят|вернемся к|вернитесь|в друг(?:ой|ую) раз|в следующ(?:ем|ий) (?:год|месяц|квартал|раз|сезон)|ближе к|отложим|(?<!\p{L})отложили|через (?:\S+ )?(?:недел|месяц|год|полгода|квартал)|(?:давайте|лучше|может|до|пусть|значит|ближе к)[^.!?]{0,12}(?:весн|лет(?:ом|а)|осен|зим)|решим и|дам знать|сообщу|на паузу|дозре/iu;
const CALL_AGAIN = /перезвон|созвон|набер|позвон|звонит|звоните|свяж|напомн|вернусь|вернемся/iu;
const CONSENT =
  /(?:^|[\s,.!])(?:договорились|давайте (?:так|оформ|попроб|встре|на |в |запис)|записывайте|оформляйте|оформляем|бронируйте|выставляйте|присылайте|шлите|везите|приезжайте|приходите|подпиш(?:у|ем)|оплачу|оплатим|берем|беру|согласен|согласна|по рукам|подходит|устраивает|жду вас|ждем вас|буду ждать|приеду|приедем|приду|подъеду|забронируйте|запишите)/iu;

/** A client who said less than this took no part. */
const FEWEST_CLIENT_WORDS = 4;
/** A few words fit in so many characters. */
const ENOUGH_CHARS = 200;
/** The client's last turns, in which an outcome is said. */
const LAST_TURNS = 4;

interface Said {
  readonly text: string;
  readonly utterance: number;
}

function lastOf(said: readonly Said[], pattern: RegExp): Said | undefined {
  return said.findLast(({ text }) => pattern.test(text.replaceAll('ё', 'е')));
}

const finding = (kind: OutcomeFinding['kind'], said: Said | undefined): OutcomeFinding => ({
  kind,
  quote: said?.text ?? null,
  utterance: said?.utterance ?? null,
});

/** Whether so many words are said in all; looks no further than needed. */
function saysAtLeast(words: number, said: readonly Said[]): boolean {
  let left = words;
  for (const { text } of said) {
    left -= tokenise(text.slice(0, ENOUGH_CHARS)).filter(({ word }) => word !== '?').length;
    if (left <= 0) return true;
  }
  return false;
}

/** Nobody to talk to: a machine, a wrong number, or a client who said next to nothing. */
function noTalk({ utterances }: CallText, others: readonly Said[]): OutcomeFinding | null {
  const machine = utterances.length <= 8 ? lastOf(others, MACHINE) : undefined;
  if (machine) return finding('no_talk', machine);
  return saysAtLeast(FEWEST_CLIENT_WORDS, others) ? null : finding('no_talk', others.at(-1));
}

/** Whether a time is named in a turn or right beside it. */
function timeAround({ utterances }: CallText, at: number): boolean {
  return utterances.slice(Math.max(0, at - 1), at + 2).some(({ text }) => findTimes(text).length > 0);
}

/** @param call any call, also an empty one @returns the outcome with the words that tell it */
export function judgeOutcome(call: CallText, { topic, objections, sentence }: OutcomeFacts): OutcomeFinding {
  const others = call.utterances.flatMap(({ speaker, text }, utterance) =>
    speaker === 'agent' || text.trim() === '' ? [] : [{ text, utterance }],
  );
  const silent = noTalk(call, others);
  if (silent) return silent;
  const end = others.slice(-LAST_TURNS);
  const refusal = lastOf(end, REFUSAL);
  const delay = lastOf(end, DELAY);
  const consent = lastOf(end, CONSENT);
  if (sentence) {
    const isLaterRefused = refusal !== undefined && refusal.utterance > sentence.utterance;
    if (isLaterRefused) return finding('refused', refusal);
    const said = { text: sentence.text, utterance: sentence.utterance };
    const onlyCallAgain = CALL_AGAIN.test(sentence.text) && consent === undefined;
    const isPutOff = onlyCallAgain && (delay !== undefined || objections.some(isPostponing));
    return finding(isPutOff ? 'postponed' : 'agreed', said);
  }
  const isDated = consent !== undefined && (topic === 'order' || timeAround(call, consent.utterance));
  if (
    isDated &&
    !(refusal && refusal.utterance > consent.utterance) &&
    !(delay && delay.utterance >= consent.utterance)
  ) {
    return finding('agreed', consent);
  }
  if (refusal && !(delay && delay.utterance > refusal.utterance)) return finding('refused', refusal);
  if (delay) return finding('postponed', delay);
  const open =
    topic === 'sales' || topic === 'partnership' ? objections.findLast(({ handled }) => !handled) : undefined;
  if (open === undefined) return finding('unknown', undefined);
  return finding(isPostponing(open) ? 'postponed' : 'refused', { text: open.quote, utterance: open.utterance });
}

const isPostponing = ({ category }: ObjectionFinding): boolean => category === 'no_time' || category === 'no_decision';
