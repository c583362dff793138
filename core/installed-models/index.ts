/** What the installed models are used for: engines and readers opened from them, devices chosen, new ones tried. */

export { createSpeechDevices, type SpeechDevices } from './devices.ts';
export {
  findRefiners,
  findSpeechEngine,
  installedModelsDir,
  isForTexts,
  isRunnable,
  isUsable,
  REFINERS,
  type SpeechEngineChoice,
} from './speech.ts';
export {
  ENCODER_ID,
  findTextModels,
  makerOfProfile,
  openAnalyser,
  PROFILE_SETTING,
  PROFILES,
  SENTIMENT_ID,
  type OpenedAnalyser,
  type Profile,
} from './text.ts';
export { tryModel } from './trial.ts';
