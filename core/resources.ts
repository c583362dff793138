/** Files that ship with the program. */

import path from 'node:path';

export interface Resources {
  /** Bundled models: `speech/` and `language/`. */
  readonly modelsDir: string;
  /** The models that can be installed. */
  readonly modelCatalog: string;
  /** The built renderer. */
  readonly rendererDir: string;
  /** The built script and style of the report. */
  readonly reportPageDir: string;
  /** Module that runs in the speech process. */
  readonly speechWorker: string;
  /** Module that runs in the thread that makes Excel files. */
  readonly xlsxWorker: string;
  /** The program that runs Whisper models; absent until `npm run build:whisper` has made it. */
  readonly whisperServer: string;
}

/** scripts/build-whisper.ts makes it. */
const WHISPER_SERVER = process.platform === 'win32' ? 'razbor-whisper.exe' : 'razbor-whisper';

/** @param root folder that holds `core/`, `models/` and `dist/` */
export function resourcesIn(root: string): Resources {
  return {
    modelsDir: path.join(root, 'models', 'bundled'),
    modelCatalog: path.join(root, 'models', 'catalog.json'),
    rendererDir: path.join(root, 'dist', 'renderer'),
    reportPageDir: path.join(root, 'dist'),
    speechWorker: path.join(root, 'core', 'pipeline', 'speech-worker.ts'),
    xlsxWorker: path.join(root, 'core', 'reports', 'xlsx-worker.ts'),
    // The system cannot start what lies in Electron's archive; it is unpacked beside it.
    whisperServer: path.join(root.replace(/app\.asar$/, 'app.asar.unpacked'), 'dist', 'whisper', WHISPER_SERVER),
  };
}
