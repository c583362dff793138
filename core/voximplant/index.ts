/** Voximplant as a source of calls and recordings. */

export type { Voximplant, VoximplantCall, VoximplantLimits, VoximplantOptions, VoximplantPage } from './types.ts';
export { API_URL } from './requests.ts';
export { createVoximplant } from './voximplant.ts';
