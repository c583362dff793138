/** The built files of the screens. */

import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ServedFile } from '#core/domain/served-file.ts';
import { hasSystemCode } from '#core/errors.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export type StaticFile = ServedFile | 'outside' | 'missing';

/**
 * @param urlPath path of the address, still percent-encoded; `/` means `/index.html`
 * @returns the file, `outside` for anything that would leave the folder (also through a link), `missing` when there is none
 */
export async function findStaticFile(rootDir: string, urlPath: string): Promise<StaticFile> {
  const root = path.resolve(rootDir);
  const relative = decode(urlPath === '/' ? '/index.html' : urlPath);
  if (relative === null || relative.includes('\0') || relative.includes('\\')) return 'outside';
  const file = path.join(root, path.normalize(relative));
  if (!isInside(root, file) || relative.split('/').includes('..')) return 'outside';
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)]);
    if (!isInside(realRoot, realFile)) return 'outside';
    const { size, isFile } = await stat(realFile).then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
    if (!isFile) return 'missing';
    const contentType = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
    return { path: realFile, sizeBytes: size, contentType };
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT') || hasSystemCode(error, 'ENOTDIR')) return 'missing';
    throw error;
  }
}

function isInside(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
