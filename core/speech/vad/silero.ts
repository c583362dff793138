/** The voice activity model that comes with an npm package: Silero VAD v6, MIT (github.com/snakers4/silero-vad). */

import { createRequire } from 'node:module';

import type { ModelFile } from '#core/inference/index.ts';

/** Where the installed package keeps the model. Its checksum pins package version 0.0.31. */
export function sileroModel(): ModelFile {
  return {
    path: createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx'),
    sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
  };
}
