/** Talk metrics: figures of a conversation from the times of its words. */

export { isBackChannel } from './back-channels.ts';
export { measureTalk } from './measure.ts';
export type { TimedCall } from './measure.ts';
export { countQuestions } from './questions.ts';
