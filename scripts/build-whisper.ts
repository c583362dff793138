/**
 * `npm run build:whisper`: builds whisper.cpp's server from the sources in the package nodejs-whisper into
 * `dist/whisper`. Needs CMake and a C++ compiler.
 *
 * For this computer's processor by default. With `--portable` for every processor of its kind, which the installers need:
 * the arithmetic is then compiled once for each generation and chosen at the start. With `--with-cli` the command line
 * program of whisper.cpp too, which `npm run bench` compares with. With `--vulkan` or `--cuda` for graphics cards as well
 * (needs the Vulkan SDK or the CUDA toolkit); on Apple's processors Metal is always there.
 */

import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { BUILD_FACTS_FILE, type BuildFacts } from '#core/speech/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCES = path.join(ROOT, 'node_modules', 'nodejs-whisper', 'cpp', 'whisper.cpp');
const TARGET = path.join(ROOT, 'dist', 'whisper');
const PROGRAM = 'razbor-whisper';

const COMMON = [
  '-DCMAKE_BUILD_TYPE=Release',
  `-DWHISPER_SOURCE=${SOURCES.replaceAll('\\', '/')}`,
  '-DWHISPER_BUILD_EXAMPLES=ON',
  '-DWHISPER_BUILD_TESTS=OFF',
  '-DWHISPER_ALL_WARNINGS=OFF',
  // One thread pool fewer to ship: ggml has its own.
  '-DGGML_OPENMP=OFF',
];
const NATIVE = ['-DBUILD_SHARED_LIBS=OFF', '-DGGML_NATIVE=ON'];
const PORTABLE = [
  '-DBUILD_SHARED_LIBS=ON',
  '-DGGML_NATIVE=OFF',
  '-DGGML_BACKEND_DL=ON',
  // ARM processors of Apple need no choice.
  ...(process.platform === 'darwin' ? [] : ['-DGGML_CPU_ALL_VARIANTS=ON']),
];
/** Interfaces of graphics cards, by the argument that asks for them. */
const GPU = { '--vulkan': ['vulkan', '-DGGML_VULKAN=ON'], '--cuda': ['cuda', '-DGGML_CUDA=ON'] } as const;
/** Uses AMX, which virtual machines announce and do not have: the program would be stopped by the system. */
const NOT_SHIPPED = /sapphirerapids/;
const CLI = 'whisper-cli';
const SHIPPED = new RegExp(`^(?:(?:${PROGRAM}|${CLI})(?:\\.exe)?|.*\\.(?:dll|dylib|so)(?:\\.\\d+)?)$`);

const HELP: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'sudo apt install cmake g++   (or: sudo dnf install cmake gcc-c++)',
  darwin: 'xcode-select --install && brew install cmake',
  win32: 'winget install Kitware.CMake Microsoft.VisualStudio.2022.BuildTools (with "Desktop development with C++")',
};

const isThere = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

function missingTools(): string[] {
  const missing = isThere('cmake') ? [] : ['CMake'];
  // On Windows CMake finds Visual Studio by itself and says so when there is none.
  const compilers = [process.env.CXX ?? 'c++', 'g++', 'clang++'];
  return process.platform === 'win32' || compilers.some(isThere) ? missing : [...missing, 'a C++ compiler'];
}

/** Runs CMake with a line of progress. @throws Error with the end of its output */
async function cmake(title: string, args: readonly string[]): Promise<void> {
  const child = spawn('cmake', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let shown = -1;
  const read = (text: string): void => {
    output = (output + stripVTControlCharacters(text)).slice(-8000);
    // Ninja counts files, Make and Visual Studio count percents.
    const [, done, total] = [...text.matchAll(/\[\s*(\d+)(?:\/(\d+)|%)\]/g)].at(-1) ?? [];
    if (done === undefined) return;
    const percent = Math.floor((100 * Number(done)) / Number(total ?? 100));
    // A terminal shows every step, a log file every tenth.
    if (percent === shown || (!process.stdout.isTTY && Math.floor(percent / 10) === Math.floor(shown / 10))) return;
    shown = percent;
    process.stdout.write(process.stdout.isTTY ? `\r${title}: ${percent} %` : `${title}: ${percent} %\n`);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', read);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (process.stdout.isTTY && shown >= 0) process.stdout.write('\n');
  if (code !== 0) throw new Error(`${title} failed:\n${output.split('\n').slice(-30).join('\n')}`);
}

type Gpu = NonNullable<BuildFacts['gpu']>;

/** What the program was built for beside the processor, or null. */
function gpuOf(args: readonly string[]): { readonly name: Gpu; readonly option: string | null } | null {
  const asked = Object.entries(GPU).find(([argument]) => args.includes(argument));
  if (asked) return { name: asked[1][0], option: asked[1][1] };
  const isApple = process.platform === 'darwin' && process.arch === 'arm64';
  return isApple ? { name: 'metal', option: null } : null;
}

/** Into a fresh folder, so that no library of an earlier build stays. */
function install(buildFolder: string, gpu: BuildFacts['gpu']): void {
  const bin = [path.join(buildFolder, 'bin'), path.join(buildFolder, 'bin', 'Release')];
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  for (const folder of bin) {
    for (const file of readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory())) {
      if (!SHIPPED.test(file.name) || NOT_SHIPPED.test(file.name)) continue;
      // Follows links: libraries are asked for by names that are links here.
      copyFileSync(path.join(folder, file.name), path.join(TARGET, file.name));
    }
    if (readdirSync(TARGET).some((name) => name.startsWith(PROGRAM))) break;
  }
  writeFileSync(path.join(TARGET, BUILD_FACTS_FILE), JSON.stringify({ gpu } satisfies BuildFacts));
}

async function main(args: readonly string[]): Promise<number> {
  const isPortable = args.includes('--portable');
  const targets = args.includes('--with-cli') ? [PROGRAM, CLI] : [PROGRAM];
  const missing = missingTools();
  if (missing.length > 0) {
    const how = HELP[process.platform] ?? 'install them with your system';
    console.error(`To build whisper.cpp, ${missing.join(' and ')} must be installed:\n  ${how}\nThen run it again.`);
    return 1;
  }
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const started = performance.now();
  const gpu = gpuOf(args);
  const kind = [isPortable ? 'portable' : 'native', ...(gpu?.option ? [gpu.name] : [])];
  const folder = path.join(ROOT, '.cache', `whisper-${kind.join('-')}`);
  const generator = isThere('ninja') && process.platform !== 'win32' ? ['-G', 'Ninja'] : [];
  const options = [...COMMON, ...(isPortable ? PORTABLE : NATIVE), ...(gpu?.option ? [gpu.option] : [])];
  console.log(`Building whisper.cpp ${isPortable ? 'for every processor of this kind' : 'for this computer'}…`);
  await cmake('Preparation', ['-S', 'scripts/whisper', '-B', folder, ...generator, ...options]);
  const jobs = String(availableParallelism());
  await cmake('Build', ['--build', folder, '--config', 'Release', '--target', ...targets, '--parallel', jobs]);
  install(folder, gpu?.name ?? null);
  console.log(`${path.relative(ROOT, TARGET)} is ready after ${Math.round((performance.now() - started) / 1000)} s.`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
