/** Questions in Russian speech, also where the recogniser writes no punctuation. */

import { wordsOf } from './back-channels.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words that may stand before a question without changing anything. */
const OPENERS = words(
  'а и ну но вот так то есть тогда хорошо да понятно понял поняла скажите подскажите пожалуйста извините простите уточните еще вообще',
);

/** A preposition before the question word: «на какой день», «с кем». */
const PREPOSITIONS = words('на в во о об для с со к по из от у за под при до');

/** At the beginning of a clause these ask. «что», «как» and «когда» also join clauses and are looked at apart. */
const QUESTION_WORDS = words(
  'кто кому кого кем какой какая какое какие какую каком каких каким сколько почему зачем где куда откуда чей чья насколько разве неужели',
);

/** Beginnings, ends and inner signs of a question in spoken telephone Russian. */
const SIGNS: readonly RegExp[] = [
  /^(?:как|когда) (?:вас|вам|вы|у вас|он[аи]?|это|мне|нам|часто|давно|сейчас|долго|думаете|лучше|удобн[оеа]|планируете|скоро)(?: |$)/u,
  /^(?:когда|чем|для чего) \p{L}+(?:те)?$/u,
  /^что (?:вас|вам|для вас|вы|именно|за|если|сейчас|скажете|думаете|нужно|важн[оа]|смущает|мешает|остан)/u,
  /^можно (?:вас|вам|ли|я|узнать|уточнить|вопрос|задать|спросить)(?: |$)/u,
  /^(?:можете|могли бы|удобно|готовы|хотите|желаете|помните|есть у вас|у вас есть|вам удобно|вам интересно|интересно)(?: |$)/u,
  /(?:^| )(?!мало|едва|то|вряд|навряд)\p{L}+ ли \p{L}+/u,
  /(?:^| )(?:подскажите|скажите) (?:пожалуйста )?(?:а )?(?:как|когда|что|где|вы|у вас|кто|сколько|можно|чем|какой|какая|какие)/u,
  /(?:^| )сколько (?:у вас|вас|вам|вы|человек|это|времени|стоит)(?: |$)/u,
  /^(?:у вас|вы|вам|вас) (?:.+ )?(?:или|есть|какой|какая|какие|сколько|где|куда|когда|удобно|интересно|нужно|нужен|нужна)(?: |$)/u,
  /^чем (?:могу|я могу|можем) /u,
  /^(?!.*(?:все|когда|если|не) ).*(?: )(?:какая|какой|какие|сколько|где|куда|почему|верно|правильно)$/u,
  /(?:^| )(?:удобно|подойдет|подходит|устроит|устраивает|подскажите|удобно говорить|так ведь|не так ли|правда ведь)$/u,
];

/** «А послезавтра к одиннадцати»: so short a clause that begins with «а» asks. */
const SHORT_CLAUSE_WORDS = 5;

/**
 * How many questions a text asks. Marks decide where there is any sentence mark; a text without one, as recognisers
 * give it, is one clause that asks at most once: by a question word or a polite beginning, by «ли», or by its end. A
 * question by intonation alone cannot be seen in such a text, so the figure is a lower bound there: of the managers'
 * sentences in the training calls, marks taken away, seven found in eight did ask, but only one in three that asked was
 * found.
 */
export function countQuestions(text: string): number {
  if (/[.?!…]/u.test(text)) return text.match(/\?+/gu)?.length ?? 0;
  const all = wordsOf(text);
  if (all[0] === 'а' && all.length > 2 && all.length <= SHORT_CLAUSE_WORDS) return 1;
  if (all[0] === 'а' && all[1] === 'если') return 1;
  let start = 0;
  while (start < all.length - 1 && OPENERS.has(all[start] ?? '')) start += 1;
  const beginning = PREPOSITIONS.has(all[start] ?? '') ? start + 1 : start;
  if (QUESTION_WORDS.has(all[beginning] ?? '')) return 1;
  const clause = all.slice(start).join(' ');
  return SIGNS.some((sign) => sign.test(clause)) ? 1 : 0;
}
