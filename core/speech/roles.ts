/** Which channel of a stereo call is the agent's. */

import type { Direction } from '#core/domain/call.ts';
import type { Segment, Speaker } from '#core/domain/transcript.ts';

/** Who speaks on the first two channels; `auto` decides by what is said. */
export type ChannelRoles = 'auto' | readonly [first: Speaker, second: Speaker];

/** The user's setting for a stereo recording: where the agent is heard. */
export const AGENT_CHANNELS = ['auto', 'left', 'right'] as const;
export type AgentChannelSetting = (typeof AGENT_CHANNELS)[number];

/** Anything unknown counts as `auto`. */
export function rolesOfSetting(setting: string | undefined): ChannelRoles {
  if (setting === 'left') return ['agent', 'client'];
  return setting === 'right' ? ['client', 'agent'] : 'auto';
}

/** What the source of a call knows about it. */
export interface CallFacts {
  /** Null where nobody knows; speakers are then told apart by what they say alone. */
  readonly direction: Direction | null;
  /** The agent's name as the source writes it, e.g. «Ольга Смирнова»; null or absent where it is not known. */
  readonly agentName?: string | null;
}

/** Phrases of an employee, matched in recognised text (lower case, no ё, endings may be wrong), with their weights. */
const AGENT_PHRASES: readonly (readonly [RegExp, number])[] = [
  [/меня зовут/, 1],
  [/(^| )(пришлю|отправлю|подготовлю|посчитаю|подберу|оформлю|запишу вас)( |$)/, 1],
  [/хотите я|могу предложить|мы можем|у нас есть|у нас действует/, 1],
  [/вы (вчера|недавно|раньше)? ?(спрашивали|интересовались|посмотрели|смотрели|обращались)/, 2],
  [/(^| )компани[яи]( |$)/, 2],
  [/чем (я )?(могу|можем) (вам )?помо/, 3],
  [/вы оставл\S+ заявк|по (поводу )?ваше\S+ заявк|ваш\S+ заявк/, 3],
  [/удобно (сейчас )?(говорить|разговаривать|общаться)/, 2],
  [/(^| )(отдел|служб\S+) (продаж|заботы|поддержк)/, 2],
  [/слушаю вас|вас слушаю/, 1],
  [/ваш менеджер|персональн\S+ менеджер/, 2],
  [/(хотел\S*|могу|можем|готовы) (вам )?(предлож|рассказ)/, 1],
  [/я (вам )?звоню|звоню вам|беспоко(ит|ю)/, 1],
  [/подскажите пожалуйста (как|какой|какие|вам)/, 1],
  [/(^| )(оформ|отправ|направ)\S+ (вам|договор|счет)/, 1],
  [/как (я )?могу к вам обра/, 3],
];
/** Phrases of the other side. */
const CLIENT_PHRASES: readonly (readonly [RegExp, number])[] = [
  [/(^| )кто это|откуда у вас мой|какая компания|а вы кто/, 2],
  [/сколько (это |у вас )?стоит|какая цена|почем/, 1],
  [/хотел\S* (бы )?(узнать|уточнить|спросить|заказать|записаться|пожаловаться)/, 2],
  [/я (у вас|вам) (заказ|оставл|звонил|покупал)/, 2],
  [/(мне|нам) (не )?(нужно|надо|интересно)/, 1],
  [/у нас уже есть|не интересует|перезвоните/, 2],
  [/(^| )дорого/, 1],
];
/** A channel must lead by this much before its phrases outvote the order of speaking. */
const CLEAR_LEAD = 2;
/** «Алло», «да, слушаю вас»: words with which a called client answers, at most. */
const LONGEST_ANSWER = 3;
/** Greetings and the first questions lie in the opening of a call. */
const OPENING_MS = 60_000;

/** The agent is named by the side that introduces itself so; the other side only repeats the name. */
const INTRODUCTION_WEIGHT = 3;

const openingOf = (segments: readonly Segment[], channel: number): string =>
  segments
    .filter((segment) => segment.channel === channel && segment.startMs < OPENING_MS)
    .map((segment) => segment.text)
    .join(' ')
    // Some engines write ё, capitals and punctuation.
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[.,!?…]/g, '');

/** «Меня зовут Ольга», «это Ольга», «Ольга зовут меня»: with any part of the name that the source knows. */
function introducesItself(text: string, agentName: string): boolean {
  const names =
    agentName
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[а-я]{3,}/g) ?? [];
  return names.some((name) => new RegExp(`(зовут|(^| )это|менеджер|специалист)( \\S+)? ${name}( |$)`).test(text));
}

function score(segments: readonly Segment[], channel: number, agentName: string | null): number {
  const text = openingOf(segments, channel);
  const introduction = agentName !== null && introducesItself(text, agentName) ? INTRODUCTION_WEIGHT : 0;
  const sum = (phrases: typeof AGENT_PHRASES): number =>
    phrases.reduce((total, [phrase, weight]) => total + (phrase.test(text) ? weight : 0), 0);
  return introduction + sum(AGENT_PHRASES) - sum(CLIENT_PHRASES);
}

/**
 * Speakers of channels 0 and 1.
 *
 * A setting decides first, then what is said: phrases of an employee minus phrases of a client in the first minute of
 * each channel, and an introduction with the name that the portal has for the agent of this call. Where that is even, the order does: on an incoming call the agent answers first; on an outgoing one the client does,
 * with a word or two («алло, да»), and where the first words are a whole sentence the recording began with the agent's
 * introduction. Without a direction or any speech the first channel is the agent's.
 */
export function assignRoles(
  segments: readonly Segment[],
  roles: ChannelRoles,
  { direction, agentName = null }: CallFacts,
): readonly [Speaker, Speaker] {
  if (roles !== 'auto') return roles;
  const lead = score(segments, 0, agentName) - score(segments, 1, agentName);
  if (lead >= CLEAR_LEAD) return ['agent', 'client'];
  if (lead <= -CLEAR_LEAD) return ['client', 'agent'];
  const first = segments.reduce<Segment | null>(
    (earliest, segment) => (earliest === null || segment.startMs < earliest.startMs ? segment : earliest),
    null,
  );
  if (first === null || direction === null) return lead < 0 ? ['client', 'agent'] : ['agent', 'client'];
  const firstIsAgent = direction === 'in' || first.words.length > LONGEST_ANSWER;
  return (first.channel === 0) === firstIsAgent ? ['agent', 'client'] : ['client', 'agent'];
}
