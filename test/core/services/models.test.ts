import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openApp } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { createNodeForker } from '#core/pipeline/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { createModels } from '#core/services/models.ts';
import { ROOT } from '../../builders/cli.ts';
import { golden } from '../../builders/golden.ts';
import { aReportInput } from '../../builders/report-input.ts';
import { aSmallCatalog } from '../../builders/small-catalog.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeServices } from '../../fakes/app-services.ts';
import { startHub, type HubFaults } from '../../fakes/hub.ts';
import { memoryLogger } from '../../fakes/logger.ts';
import { aModel, sha256Of } from '../model-files/a-model.ts';
import { writeCatalog } from '../model-files/fixtures.ts';

/** Nothing uses it yet, so that it is not tried out by a process. */
const MODEL = 'silero-vad-ggml';

async function aManager(faults: HubFaults = {}) {
  const catalog = aSmallCatalog();
  const hub = await startHub(catalog.files, faults);
  const services = await fakeServices(aReportInput({ calls: 1 }), { modelCatalog: catalog.write(aFolder()) });
  onTestFinished(async () => {
    await services.dispose();
    await hub.close();
  });
  const { models } = services;
  models.setMirror(hub.url);
  const stateOf = async (id: string) => (await models.list()).models.find((model) => model.id === id)?.state;
  return { services, models, hub, stateOf, catalog };
}

/** One speech model, whatever its bytes are, and real speech processes. */
async function aSpeechManager(bytes: Buffer) {
  const folder = aFolder();
  const file = { path: 'model.onnx', sizeBytes: bytes.length, sha256: sha256Of(bytes) };
  const modelCatalog = writeCatalog(path.join(folder, 'catalog.json'), [
    aModel({ id: 't-one', engine: 't-one', files: [file] }),
  ]);
  const hub = await startHub({ 'birds/parrot/model.onnx': bytes });
  const resources = { ...resourcesIn(ROOT), modelCatalog };
  const common = { dataDir: aFolder(), resources, clock: systemClock, logger: memoryLogger() };
  const app = openApp({ ...common, forker: createNodeForker(), timeZone: 'Europe/Moscow' });
  onTestFinished(async () => {
    app.close();
    await hub.close();
  });
  const models = createModels(app, { ...common, proxies: () => Promise.resolve(STRAIGHT) });
  models.setMirror(hub.url);
  return models;
}

describe('a speech model', () => {
  it('hears a recording in a process of its own before it counts as installed', async () => {
    const models = await aSpeechManager(readFileSync(golden('standin/tone_standin.onnx')));
    let wasTried = false;
    models.onChange(() => (wasTried ||= models.state().work?.isTrying === true));
    await models.install('t-one');
    expect(models.state().last).toMatchObject({ id: 't-one', error: null });
    expect(wasTried).toBe(true);
    await models.useEngine('t-one');
    expect((await models.list()).engineId).toBe('t-one');
  });

  it('that is something else is not installed, though its bytes are what was promised', async () => {
    const models = await aSpeechManager(readFileSync(golden('standin/silero_vad_standin.onnx')));
    await models.install('t-one');
    expect(models.state().last?.error).toMatchObject({ code: 'model.corrupt' });
    expect((await models.list()).models[0]).toMatchObject({ state: 'none' });
  });
});

describe('models for the screens', () => {
  it('list the whole catalogue, with the bundled model at work', async () => {
    const { models } = await aManager();
    const list = await models.list();
    expect(list.models.length).toBeGreaterThan(15);
    expect(list.engineId).toBe(list.bundledEngineId);
    expect(list.models.find(({ id }) => id === 't-one')).toMatchObject({ isRecommended: true, isUsable: true });
  });

  it('are installed with progress, and the list changes', async () => {
    const { models, stateOf } = await aManager();
    const seen = new Set<string>();
    models.onChange(() => {
      const { work } = models.state();
      if (work) seen.add(`${work.kind} ${work.id ?? ''} ${work.doneBytes > 0 ? 'going' : 'starting'}`);
    });
    const { revision } = models.state();
    await models.install(MODEL);
    expect([...seen]).toEqual([`install ${MODEL} starting`, `install ${MODEL} going`]);
    expect(models.state()).toMatchObject({ work: null, last: { kind: 'install', id: MODEL, error: null } });
    expect(models.state().revision).toBeGreaterThan(revision);
    expect(await stateOf(MODEL)).toBe('installed');
  });

  it('are stopped on the way, one at a time, and go on later', async () => {
    const { models, stateOf } = await aManager({ isSlow: true });
    const ended = models.install(MODEL);
    await expect.poll(() => models.state().work?.doneBytes ?? 0).toBeGreaterThan(0);
    await expect(models.install('wespeaker-resnet34')).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(models.remove(MODEL)).rejects.toMatchObject({ code: 'input.invalid' });
    models.cancel();
    await ended;
    expect(models.state().last).toMatchObject({ id: MODEL, error: { code: 'job.cancelled' } });
    expect(await stateOf(MODEL)).toBe('partial');
    await models.install(MODEL);
    expect(await stateOf(MODEL)).toBe('installed');
  });

  it('tell how an installation failed', async () => {
    const { models, stateOf } = await aManager({ body: 'html' });
    await models.install(MODEL);
    expect(models.state().last?.error).toMatchObject({ code: 'model.download-failed', details: { reason: 'page' } });
    expect(await stateOf(MODEL)).not.toBe('installed');
  });

  it('are not fetched while the program is to stay offline', async () => {
    const { services, models, hub } = await aManager();
    services.maintenance.setOffline(true);
    await expect(models.install(MODEL)).rejects.toMatchObject({ code: 'network.offline' });
    expect(hub.served).toEqual([]);
  });

  it('come from a folder, are checked byte by byte, and go', async () => {
    const { models, stateOf, catalog } = await aManager();
    const stick = aFolder();
    await catalog.copyTo(stick, MODEL);
    await models.importFrom(stick);
    expect(models.state().last).toMatchObject({ kind: 'import', id: MODEL, error: null });
    await models.verify(MODEL);
    expect(models.state().last).toMatchObject({ kind: 'verify', error: null });
    await models.remove(MODEL);
    expect(await stateOf(MODEL)).toBe('none');
    await models.verify(MODEL);
    expect(models.state().last?.error).toMatchObject({ code: 'model.missing' });
    await expect(models.importFrom('somewhere')).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('transcribe when they are chosen, and hand back to the bundled one when they go', async () => {
    const { services, models } = await aManager();
    await expect(models.useEngine('t-one')).rejects.toMatchObject({ code: 'model.missing' });
    await expect(models.useEngine(MODEL)).rejects.toMatchObject({ code: 'engine.unknown' });
    const { dataDir } = services.app.info();
    mkdirSync(path.join(dataDir, 'models/t-one'), { recursive: true });
    writeFileSync(path.join(dataDir, 'models/t-one/manifest.json'), '{}');
    await models.useEngine('t-one');
    expect((await models.list()).engineId).toBe('t-one');
    await models.remove('t-one');
    const list = await models.list();
    expect(list.engineId).toBe(list.bundledEngineId);
  });

  it('come from no address that is not safe', async () => {
    const { models } = await aManager();
    expect(() => models.setMirror('http://hub.example.com')).toThrow(
      expect.objectContaining({ code: 'input.invalid' }),
    );
  });
});
