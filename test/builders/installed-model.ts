/** Model folders as the model manager leaves them. */

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Puts files and their manifest into `<folder>/<id>`. @returns that folder */
export function installByHand(folder: string, model: { id: string; engine: string; files: readonly string[] }): string {
  const modelFolder = join(folder, model.id);
  mkdirSync(modelFolder, { recursive: true });
  const files = model.files.map((source) => {
    const path = basename(source);
    copyFileSync(source, join(modelFolder, path));
    return { path, sha256: createHash('sha256').update(readFileSync(source)).digest('hex') };
  });
  writeFileSync(join(modelFolder, 'manifest.json'), JSON.stringify({ id: model.id, engine: model.engine, files }));
  return modelFolder;
}
