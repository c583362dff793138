/** Speech to text: voice activity, engines, speakers, turns. */

export type { RecognizedPiece, RecognizedWord, RecognizePieceOptions, SpeechEngine } from './engine.ts';
export { BUNDLED_ENGINE_ID } from './engines/bundled.ts';
export { ENGINE_DEVICES, type EngineDevice } from './devices.ts';
export { BUILD_FACTS_FILE, type BuildFacts } from './engines/whisper/build-facts.ts';
export {
  describeEngine,
  devicesToTry,
  INSTALLABLE_ENGINES,
  openEngine,
  type EngineSettings,
} from './engines/engines.ts';
export { recognize, type RecognizedAudio, type RecognizeOptions, type SpeechAudio } from './recognize.ts';
export {
  AGENT_CHANNELS,
  assignRoles,
  rolesOfSetting,
  type AgentChannelSetting,
  type CallFacts,
  type ChannelRoles,
} from './roles.ts';
export type { Diarization } from './diarization/diarize.ts';
export { openDiarizer, type DiarizationFolders, type Diarizer } from './diarization/open-diarizer.ts';
export { splitUtterances } from './diarization/split-utterances.ts';
export { tryPunctuation } from './trials/punctuation.ts';
export { trySegmentation, tryVoicePrints } from './trials/voices.ts';
export { openPunctuator, type Punctuator } from './text/punctuation.ts';
export { mergeUtterances } from './utterances.ts';
export { sileroModel } from './vad/silero.ts';
