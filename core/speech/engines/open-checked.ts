/** Opens a model and proves that it is of the expected kind before any audio reaches it. */

import {
  inferenceThreads,
  openSession,
  type Device,
  type ModelFile,
  type ModelSession,
} from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';

/** Names of tensors that a model must have, and what it runs on. */
export interface TensorNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly device?: Device | undefined;
}

/** Throws as `openSession`, and `model.corrupt` where the model is one for another task. */
export async function openChecked(file: ModelFile, names: TensorNames): Promise<ModelSession> {
  const session = await openSession(file, { threads: await inferenceThreads(), device: names.device });
  const isRight =
    names.inputs.length === session.inputNames.length &&
    names.inputs.every((name) => session.inputNames.includes(name)) &&
    names.outputs.every((name) => session.outputNames.includes(name));
  if (isRight) return session;
  await session.close();
  throw new AppError('model.corrupt', { reason: 'a model for another task' });
}
