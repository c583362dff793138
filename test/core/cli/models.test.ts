/** `razbor models`, and transcribing with what it installed: stand-in models from a hub on this computer. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { systemClock } from '#core/clock.ts';
import type { CatalogModel } from '#core/model-files/index.ts';
import { createNodeForker } from '#core/pipeline/index.ts';
import type { ProcessForker } from '#core/ports.ts';
import { resourcesIn } from '#core/resources.ts';
import { runCli } from '#core/cli/program.ts';
import { ROOT } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { golden } from '../../builders/golden.ts';
import { HUB_COMMIT, startHub, type HubFaults } from '../../fakes/hub.ts';
import { aModel, sha256Of } from '../model-files/a-model.ts';
import { writeCatalog } from '../model-files/fixtures.ts';

const GIGAAM = readFileSync(golden('standin/gigaam_v3_ctc_standin_encoded_lengths.onnx'));
const T_ONE = readFileSync(golden('standin/tone_standin.onnx'));
const SILERO = readFileSync(golden('standin/silero_vad_standin.onnx'));
const GIGAAM_CALL = golden('standin/gigaam_coded_16k.wav');
const T_ONE_CALL = golden('standin/tone_call_stereo_8k.wav');

const ofEngine = (engine: string, repo: string, bytes: Buffer | null): CatalogModel =>
  aModel({
    id: engine,
    engine,
    repo,
    title: { ru: engine, en: engine },
    files: [{ path: 'model.onnx', sizeBytes: bytes?.length ?? null, sha256: bytes === null ? null : sha256Of(bytes) }],
  });

/** Nothing is known of GigaAM's file in advance, everything of T-one's; the third is a model for another task. */
const CATALOG = [
  ofEngine('gigaam-v3-ctc', 'test/gigaam', null),
  ofEngine('t-one', 'test/t-one', T_ONE),
  ofEngine('gigaam-v2-ctc', 'test/silero', SILERO),
  ofEngine('owl', 'test/owl', SILERO),
];

/** A data folder, and the command line on it with the catalogue above; it counts the processes that are started. */
function aPlace() {
  let forks = 0;
  const forker = createNodeForker();
  const counting: ProcessForker = {
    fork: (...given) => {
      forks += 1;
      return forker.fork(...given);
    },
  };
  const data = aFolder();
  const modelCatalog = writeCatalog(path.join(aFolder(), 'catalog.json'), CATALOG);
  const run = async (...argv: string[]) => {
    const written = { stdout: '', stderr: '' };
    const code = await runCli({
      argv: [...argv, '--data', data],
      env: {},
      platform: process.platform,
      timeZone: 'Europe/Moscow',
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
      clock: systemClock,
      forker: counting,
      resources: { ...resourcesIn(ROOT), modelCatalog },
      version: '0.0.0',
      signal: new AbortController().signal,
    });
    return { code, ...written };
  };
  return { data, run, forks: () => forks };
}

async function aHubUrl(faults: HubFaults = {}): Promise<string> {
  const files = { gigaam: GIGAAM, 't-one': T_ONE, silero: SILERO, owl: SILERO };
  const hub = await startHub(
    Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`test/${name}/model.onnx`, bytes])),
    faults,
  );
  onTestFinished(() => hub.close());
  return hub.url;
}

interface ListedModels {
  readonly models: readonly { readonly id: string; readonly isInstalled: boolean; readonly isUsed: boolean }[];
}

describe('a model that is installed', { timeout: 60_000 }, () => {
  it('transcribes, is listed, verified and removed', async () => {
    const { run } = aPlace();
    const missing = await run('transcribe', GIGAAM_CALL, '--engine', 'gigaam-v3-ctc');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('razbor models install gigaam-v3-ctc');

    const installed = await run(
      'models',
      'install',
      'gigaam-v3-ctc',
      '--hub',
      await aHubUrl({ cutEvery: 3 }),
      '--json',
    );
    expect(installed.code).toBe(0);
    expect(JSON.parse(installed.stdout)).toMatchObject({
      commit: HUB_COMMIT,
      files: [{ sha256: sha256Of(GIGAAM), trust: 'hub' }],
    });
    const listed = JSON.parse((await run('models', 'list', '--json')).stdout) as ListedModels;
    expect(listed.models.map(({ isInstalled }) => isInstalled)).toEqual([true, false, false, false]);
    expect(listed.models.map(({ isUsed }) => isUsed)).toEqual([true, true, true, false]);

    const heard = await run('transcribe', GIGAAM_CALL, '--engine', 'gigaam-v3-ctc', '--json');
    expect(heard.code).toBe(0);
    const transcript = JSON.parse(heard.stdout) as { utterances: { text: string }[] };
    expect(transcript).toMatchObject({ engine: { id: 'gigaam-v3-ctc' } });
    expect(transcript.utterances.map(({ text }) => text).join(' ')).toBe('алло это дорого да нет');

    expect((await run('models', 'verify')).code).toBe(0);
    expect((await run('models', 'remove', 'gigaam-v3-ctc')).code).toBe(0);
    expect((await run('transcribe', GIGAAM_CALL, '--engine', 'gigaam-v3-ctc')).code).toBe(1);
  });

  it('is tried in a process of its own, unless this version cannot use it', async () => {
    const { run, forks } = aPlace();
    const hub = ['--hub', await aHubUrl()];
    expect((await run('models', 'install', 'owl', ...hub)).code).toBe(0);
    expect(forks()).toBe(0);
    expect((await run('models', 'install', 't-one', ...hub)).code).toBe(0);
    expect(forks()).toBe(1);
  });

  it('becomes the engine of the data folder', async () => {
    const { run } = aPlace();
    expect((await run('models', 'import', golden('standin/tone_standin.onnx'))).code).toBe(0);
    expect((await run('import', T_ONE_CALL)).code).toBe(0);
    const done = await run('process', '--engine', 't-one', '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ transcribed: 1, failed: [] });
    // It is remembered: nothing is left to do without naming it.
    expect(JSON.parse((await run('process', '--json')).stdout)).toMatchObject({ transcribed: 0 });
  });

  it('hears both channels of a call', async () => {
    const { run } = aPlace();
    await run('models', 'import', golden('standin/tone_standin.onnx'));
    const { stdout } = await run('transcribe', T_ONE_CALL, '--engine', 't-one', '--json');
    // The stand-in reads letters from blocks of 240 samples; where a piece is cut between them the letters are others.
    const { channels, utterances } = JSON.parse(stdout) as { channels: number; utterances: { speaker: string }[] };
    expect(channels).toBe(2);
    expect(new Set(utterances.map(({ speaker }) => speaker))).toEqual(new Set(['agent', 'client']));
  });

  it('is named where it is damaged later', async () => {
    const { run, data } = aPlace();
    await run('models', 'import', golden('standin/tone_standin.onnx'));
    writeFileSync(path.join(data, 'models/t-one/model.onnx'), 'мусор');
    const verified = await run('models', 'verify');
    expect(verified.code).toBe(1);
    expect(verified.stdout).toContain('t-one: повреждена (model.onnx)');
    const heard = await run('transcribe', T_ONE_CALL, '--engine', 't-one');
    expect(heard.code).toBe(1);
    expect(heard.stderr).toContain('повреждён');
  });
});

describe('a model is refused', () => {
  it('when it is one for another task', async () => {
    const { run, data } = aPlace();
    const refused = await run('models', 'install', 'gigaam-v2-ctc', '--hub', await aHubUrl());
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('повреждён');
    expect((await run('models', 'verify')).stdout).toContain('не установлены');
    expect(readdirSync(path.join(data, 'models'))).toEqual([]);
  });

  it('when a web page comes instead', async () => {
    const { run } = aPlace();
    const refused = await run('models', 'install', 't-one', '--hub', await aHubUrl({ body: 'html' }));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('веб-страница');
  });

  it.each([
    ['that nobody knows', ['install', 'parrot'], 'razbor models list'],
    ['with a name that is a path', ['remove', '../../etc'], 'razbor models list'],
    ['that is not there to be removed', ['remove', 't-one'], 't-one'],
    ['from a file that is none', ['import', path.join(ROOT, 'README.md')], 'README.md'],
    ['from an address without encryption', ['install', 't-one', '--hub', 'http://example.com'], 'https'],
  ])('%s', async (_name, argv, said) => {
    const { run } = aPlace();
    const { code, stderr } = await run('models', ...argv);
    expect(code).toBe(1);
    expect(stderr).toContain(said);
  });
});
