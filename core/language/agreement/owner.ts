/** Who has to do what was agreed. */

import type { Speaker } from '#core/domain/transcript.ts';
import { tokenise } from '../text/tokens.ts';

export type StepOwner = 'agent' | 'client' | 'unknown';

/** «Пришлю», «приедем», «сделаем»: the one who speaks will do it. */
const OWN_FUTURE =
  /^(?:[а-я]{2,}(?:шлю|веду|везу|ставлю|правлю|звоню|беру|дам|йду|еду|несу|ложу|чу|жу|щу|влю|плю|блю|млю|ню|рю|лю|гу|шу|сну|ну|тру|рошу|таю|аю|яю|ую|им|ем|едим|дем|лем|жем|зем|тим|вим|дим|ним|рим|лим|чим|шим|аем|яем|уем|оем))$/u;
/** «Присылайте», «приезжайте»: the other one will. */
const REQUEST = /^[а-я]{2,}(?:йте|ите|ьте|йтесь|итесь)$/u;
/** Requests that only open a proposal or a sentence. */
const OPENERS = new Set([
  'давайте', 'смотрите', 'скажите', 'подскажите', 'знаете', 'понимаете', 'извините', 'простите', 'здравствуйте',
  'слушайте', 'представьте', 'погодите', 'подождите', 'хотите', 'можете', 'будете', 'считайте', 'позвольте', 'ждите', 'введите',
]); // prettier-ignore
const WAITING = new Set(['жду', 'ждем']);
/** The same between people on first-name terms. */
const FAMILIAR_REQUESTS = new Set([
  'набери',
  'приезжай',
  'пришли',
  'скинь',
  'позвони',
  'звони',
  'вези',
  'подъезжай',
  'приходи',
]);
/** «Записал вас на среду»: the one who is written down has to come. */
const BOOKED = /(?<!\p{L})(?:записал[аи]?|поставил[аи]?|приглашаю|забронировал[аи]?)\s+(?:я\s+)?вас(?!\p{L})/iu;
const NOT_ACTIONS = new Set([
  'могу', 'хочу', 'буду', 'думаю', 'понимаю', 'знаю', 'всем', 'моем', 'нашем', 'чем', 'затем', 'потом', 'этим', 'тем',
  'им', 'своим', 'вашим', 'нашим', 'одну', 'сумму', 'цену', 'договоренность', 'почту', 'неделю', 'среду', 'пятницу',
  'субботу', 'совсем', 'причем', 'днем', 'зачем', 'самую', 'первую', 'вторую', 'минуту', 'ссылку', 'всю', 'вашу', 'нашу',
  'мою', 'свою', 'заявку', 'половину', 'предоплату', 'оплату', 'проектную', 'встречу', 'папку', 'машину', 'группу',
]); // prettier-ignore

const otherThan = (speaker: Speaker): StepOwner =>
  speaker === 'agent' ? 'client' : speaker === 'client' ? 'agent' : 'unknown';

/**
 * @param text the sentence that agrees @param speaker of it
 * @returns the first clear verb decides; without one the speaker is taken at their word
 */
export function ownerOf(text: string, speaker: Speaker): StepOwner {
  const self: StepOwner = speaker;
  if (BOOKED.test(text)) return otherThan(speaker);
  for (const { word } of tokenise(text)) {
    if (OPENERS.has(word) || NOT_ACTIONS.has(word)) continue;
    if (WAITING.has(word) || FAMILIAR_REQUESTS.has(word) || REQUEST.test(word)) return otherThan(speaker);
    if (OWN_FUTURE.test(word)) return self;
  }
  return self;
}
