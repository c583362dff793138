/**
 * Entry of every npm script: installs what is missing, then runs the task on a new enough Node.
 * Dependency-free and plain JavaScript, because on a fresh clone nothing else exists yet.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './setup/install.mjs';
import { findNode } from './setup/node.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const MINIMUM_TO_INSTALL = 20;

const VITEST = ['node_modules/vitest/vitest.mjs', 'run'];
const BUILD_PAGES = ['scripts/build.ts', 'web', 'report'];
const TYPES = ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'];
const LINT = ['node_modules/eslint/bin/eslint.js', '.'];
const FORMAT = ['node_modules/prettier/bin/prettier.cjs'];
const BOUNDARIES = [
  'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
  ...['core', 'electron', 'renderer', 'models', 'test', 'scripts', '--config', '.dependency-cruiser.cjs'],
];

const LINTERS = [TYPES, LINT, [...FORMAT, '--check', '--log-level=warn', '.'], BOUNDARIES];

/** Each task is a list of commands for Node; the arguments of the npm script go to the last one. */
const TASKS = {
  start: [BUILD_PAGES, ['scripts/start.ts']],
  test: [BUILD_PAGES, VITEST],
  lint: LINTERS,
  check: [...LINTERS, BUILD_PAGES, VITEST],
  bench: [BUILD_PAGES, ['scripts/bench/main.ts']],
  build: [['scripts/build.ts', '--force', 'all']],
  'build:whisper': [['scripts/build-whisper.ts']],
  format: [[...FORMAT, '--write', '--log-level=warn', '.']],
  razbor: [BUILD_PAGES, ['core/cli/main.ts']],
  'models:train': [['scripts/train-models.ts']],
};

/** Runs one command and resolves with its exit code; signals reach the child, so that it can end in order. */
function run(node, args) {
  return new Promise((resolve) => {
    const bin = path.join(root, 'node_modules', '.bin');
    const env = { ...process.env, PATH: [bin, path.dirname(node), process.env.PATH].join(path.delimiter) };
    const [script, ...rest] = args;
    const child = spawn(node, [path.join(root, script), ...rest], { stdio: 'inherit', env, cwd: cwdFor(script) });
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, forward);
    child.on('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM']) process.off(name, forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** The command line takes relative paths from where the user stands; npm itself changes to the project's folder. */
function cwdFor(script) {
  return script.startsWith('core/cli/') ? (process.env.INIT_CWD ?? process.cwd()) : root;
}

export async function main(name, extra) {
  const task = TASKS[name];
  if (!task) {
    console.error(`usage: run.mjs ${Object.keys(TASKS).join('|')}`);
    return 2;
  }
  if (Number(process.versions.node.split('.')[0]) < MINIMUM_TO_INSTALL) {
    console.error(`Node 20.19 or newer is needed (found ${process.version}).`);
    return 1;
  }
  ensureInstalled(root);
  const node = findNode(root);
  for (const [index, command] of task.entries()) {
    const code = await run(node, index === task.length - 1 ? [...command, ...extra] : command);
    if (code !== 0) return code;
  }
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv[2], process.argv.slice(3));
}
