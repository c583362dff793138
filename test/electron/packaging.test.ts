import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeXlsx } from '#core/reporting/index.ts';
import { buildReport } from '#core/reports/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { buildTarget } from '../../scripts/build.ts';
import { ROOT } from '../builders/cli.ts';
import { aReportInput } from '../builders/report-input.ts';
import { isServerBuilt } from '../builders/whisper.ts';

const run = promisify(execFile);

/** Marks the place of the switches in Electron's binary (@electron/fuses, `constants.ts`). */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;
/** As many switches as Electron 45 has, all as Electron ships them. */
const FUSES = '101001011';

/** A folder that electron-builder takes for Electron's: a binary with the switches and nothing else. */
async function makeFakeElectron(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'locales'), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([FUSE_VERSION, FUSES.length]),
    Buffer.from(FUSES),
  ]);
  await writeFile(path.join(folder, 'electron'), Buffer.concat([Buffer.alloc(1024), wire, Buffer.alloc(1024)]));
  await writeFile(path.join(folder, 'version'), '45.4.1');
}

if (!isServerBuilt) console.log('The package is without Whisper: npm run build:whisper has not been run.');

describe.runIf(process.platform === 'linux')('the package for Linux', () => {
  let folder: string;
  let app: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'razbor-package-'));
    app = path.join(folder, 'out', 'linux-unpacked');
    for (const target of ['web', 'report', 'electron'] as const) await buildTarget(target);
    const electron = path.join(folder, 'electron');
    await makeFakeElectron(electron);
    const cli = path.join(ROOT, 'node_modules/electron-builder/cli.js');
    await run(
      process.execPath,
      [cli, '--linux', 'dir', `-c.electronDist=${electron}`, `-c.directories.output=${path.dirname(app)}`],
      { cwd: ROOT, maxBuffer: 1 << 24 },
    );
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('holds the program in an archive, and native code and weights beside it', async () => {
    const resources = path.join(app, 'resources');
    const unpacked = path.join(resources, 'app.asar.unpacked');
    expect(existsSync(path.join(resources, 'app.asar'))).toBe(true);
    expect(existsSync(path.join(unpacked, 'models/bundled'))).toBe(true);
    expect(existsSync(path.join(unpacked, 'node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx'))).toBe(true);
    expect(await readdir(path.join(unpacked, 'node_modules/onnxruntime-node/bin/napi-v6'))).toEqual(['linux']);
    const libraries = await readdir(path.join(unpacked, 'node_modules/better-sqlite3/prebuilds'));
    expect(libraries.filter((name) => !name.startsWith('linux'))).toEqual([]);
    const decoders = await readdir(path.join(unpacked, 'node_modules/node-web-audio-api'));
    expect(decoders.filter((name) => name.endsWith('.node')).every((name) => name.includes('.linux-'))).toBe(true);
    expect(decoders).toContain(`node-web-audio-api.linux-${process.arch}-gnu.node`);
  });

  it.runIf(isServerBuilt)('holds the program for Whisper where the application starts it', async () => {
    const { whisperServer } = resourcesIn(path.join(app, 'resources', 'app.asar'));
    const { stdout, stderr } = await run(whisperServer, ['--help']);
    expect(stdout + stderr).toContain('--request-path');
    expect(await readdir(path.dirname(whisperServer))).not.toContain('whisper-cli');
  });

  it('makes Excel files in the thread that it ships', async () => {
    const asar = path.join(ROOT, 'node_modules/@electron/asar/bin/asar.js');
    const inside = path.join(folder, 'inside');
    // Plain Node does not look into archives.
    await run(process.execPath, [asar, 'extract', path.join(app, 'resources', 'app.asar'), inside]);
    const xlsxWorker = path.join(inside, 'dist', 'electron', 'xlsx-worker.js');
    const work = { xlsxWorker, signal: new AbortController().signal, onProgress: () => undefined };
    const file = await makeXlsx(buildReport(aReportInput({ calls: 30 })), work);
    expect(Object.keys(unzipSync(file))).toContain('xl/worksheets/sheet5.xml');
  });

  it('starts nothing but this program: Electron’s switches are off', async () => {
    const [binary] = (await readdir(app)).filter((name) => name === 'razbor');
    const fuses = await getCurrentFuseWire(path.join(app, binary!));
    const state = (option: FuseV1Options): string => String.fromCharCode(fuses[option] as number);
    expect(state(FuseV1Options.RunAsNode)).toBe('0');
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe('0');
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe('0');
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe('1');
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe('1');
    expect(state(FuseV1Options.EnableCookieEncryption)).toBe('1');
    expect(state(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe('0');
  });
});
