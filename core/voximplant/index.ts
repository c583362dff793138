/** Voximplant as a source of calls and recordings. */

export type { Voximplant, VoximplantCall, VoximplantLimits, VoximplantOptions, VoximplantPage } from './types.ts';
export { createVoximplant } from './voximplant.ts';
