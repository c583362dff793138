/** Small text models in place of those of the accurate profile. */

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './cli.ts';

export const TEXT_STANDINS = path.join(ROOT, 'test/fixtures/text-standin');

/** Puts a stand-in where the model of that id would be installed. @returns its folder */
export function installTextStandin(dataDir: string, id: string, standin: 'encoder' | 'sentiment'): string {
  const folder = path.join(dataDir, 'models', id);
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(TEXT_STANDINS, standin), folder, { recursive: true });
  const files = readdirSync(folder).map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { path: name, sizeBytes: bytes.length, sha256, trust: 'import' };
  });
  const manifest = { format: 'razbor-model', version: 1, id, engine: 'transformers', repo: 'a/b', commit: null };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ ...manifest, installedAt: '2026-11-20', files }));
  return folder;
}
