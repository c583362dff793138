/**
 * Builds what does not run as it stands: the renderer, the page of the report, Electron's entry files.
 *
 *     node scripts/build.ts [--force] web|report|electron|all
 *
 * A target is built only when its sources changed since the last time: `dist/.<target>.stamp` holds their hash.
 */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { InlineConfig } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');

interface Target {
  /** Files and folders whose change makes the built files stale. */
  readonly sources: readonly string[];
  readonly outputs: readonly string[];
  readonly configs: readonly InlineConfig[];
}

const common = { root: ROOT, configFile: false, logLevel: 'warn' } as const satisfies InlineConfig;

/** Bundles one of our modules for Node inside Electron; packages stay outside and are found in node_modules. */
function electronPart(source: string, format: 'es' | 'cjs' = 'es'): InlineConfig {
  const entry = path.basename(source, '.ts');
  const extension = format === 'es' ? 'js' : 'cjs';
  return {
    ...common,
    ssr: { external: true },
    build: {
      ssr: path.join(ROOT, source),
      outDir: path.join(DIST, 'electron'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        output: { format, entryFileNames: `${entry}.${extension}` },
      },
    },
  };
}

export const TARGETS = {
  web: {
    sources: [
      'scripts/build.ts',
      'renderer',
      'core/api',
      'core/domain',
      'core/texts',
      'core/errors.ts',
      'vite.config.ts',
      'package-lock.json',
    ],
    outputs: ['renderer/index.html'],
    configs: [{ configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'warn' }],
  },
  report: {
    sources: ['core/reports', 'core/domain', 'core/texts', 'scripts/build.ts', 'package-lock.json'],
    outputs: ['report-page.js', 'report-page.css'],
    configs: [
      {
        ...common,
        build: {
          outDir: DIST,
          emptyOutDir: false,
          target: ['chrome111', 'firefox113', 'safari16.4'],
          lib: {
            entry: path.join(ROOT, 'core/reports/page/main.ts'),
            formats: ['iife'],
            name: 'razborReport',
            fileName: () => 'report-page.js',
            cssFileName: 'report-page',
          },
        },
        define: { 'process.env.NODE_ENV': '"production"' },
      },
    ],
  },
  electron: {
    sources: ['electron', 'core', 'scripts/build.ts', 'package-lock.json'],
    outputs: ['main.js', 'preload.cjs', 'core-entry.js', 'speech-worker.js', 'xlsx-worker.js'].map(
      (name) => `electron/${name}`,
    ),
    // A sandboxed preload script must be CommonJS.
    configs: [
      electronPart('electron/main.ts'),
      electronPart('electron/preload.ts', 'cjs'),
      electronPart('electron/core-entry.ts'),
      electronPart('core/pipeline/speech-worker.ts'),
      electronPart('core/reports/xlsx-worker.ts'),
    ],
  },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof TARGETS;

/** @returns true when something was built, false when the built files were up to date */
export async function buildTarget(name: TargetName, options: { readonly force?: boolean } = {}): Promise<boolean> {
  const target: Target = TARGETS[name];
  const stampFile = path.join(DIST, `.${name}.stamp`);
  const stamp = await hashSources(target.sources);
  const isThere = target.outputs.every((output) => existsSync(path.join(DIST, output)));
  if (!options.force && isThere && existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return false;
  await inProduction(async () => {
    for (const config of target.configs) await build(config);
  });
  await mkdir(DIST, { recursive: true });
  await writeFile(stampFile, stamp);
  return true;
}

/** Tests build too, and their `NODE_ENV` would put React's development edition into the bundle. */
async function inProduction(work: () => Promise<void>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function hashSources(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const file of await listFiles(sources)) {
    hash.update(file).update('\0');
    hash.update(await readFile(path.join(ROOT, file))).update('\0');
  }
  return hash.digest('hex');
}

/** Code only: recordings and weights that lie beside it do not end up in a bundle. */
async function listFiles(sources: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const source of sources) {
    if (path.extname(source) !== '') found.push(source);
    else {
      const inside = await readdir(path.join(ROOT, source), { recursive: true });
      found.push(
        ...inside.filter((file) => /\.(ts|tsx|css|html|svg)$/.test(file)).map((file) => path.join(source, file)),
      );
    }
  }
  return found.sort();
}

async function main(args: readonly string[]): Promise<void> {
  const force = args.includes('--force');
  const asked = args.filter((argument) => argument !== '--force');
  const names = asked.includes('all') ? Object.keys(TARGETS) : asked;
  if (names.length === 0 || names.some((name) => !(name in TARGETS))) {
    console.error('usage: node scripts/build.ts [--force] web|report|electron|all');
    process.exitCode = 2;
    return;
  }
  for (const name of names as TargetName[]) {
    if (await buildTarget(name, { force })) console.error(`${name}: built`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
