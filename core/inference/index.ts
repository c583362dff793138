/** Models on onnxruntime: verified loading, running on plain typed arrays. */

export { candidateDevices, DEVICES, type Device } from './devices.ts';
export { readModelBytes, readVerifiedModel, verifiedModel, type ModelFile } from './model-file.ts';
export {
  openSentenceEncoder,
  openTextClassifier,
  type SentenceEncoder,
  type TextClassifier,
  type TextModelFiles,
} from './text-network.ts';
export { openSession, type ModelSession, type SessionOptions, type TensorData } from './session.ts';
export { inferenceThreads } from './threads.ts';
export { openWordTokens, type WordTokens } from './tokenizer.ts';
