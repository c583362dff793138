/** Models made for measuring, in folders as the model manager leaves them. */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Has a model written and writes its manifest.
 *
 * @param write writes files into a folder and returns their paths inside it
 * @returns the model's folder
 */
export function installModel(
  folder: string,
  { id, engine }: { readonly id: string; readonly engine: string },
  write: (modelFolder: string) => readonly string[],
): string {
  const modelFolder = path.join(folder, id);
  mkdirSync(modelFolder);
  const files = write(modelFolder).map((name) => ({
    path: name,
    sha256: createHash('sha256')
      .update(readFileSync(path.join(modelFolder, name)))
      .digest('hex'),
  }));
  writeFileSync(path.join(modelFolder, 'manifest.json'), JSON.stringify({ id, engine, files }));
  return modelFolder;
}
