import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { installModel, openHub, verifyModel } from '#core/model-files/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { aSmallCatalog } from '../../builders/small-catalog.ts';
import { startHub } from '../../fakes/hub.ts';
import { VOCABULARY, WEIGHTS } from './a-model.ts';
import { aHub, somewhere } from './fixtures.ts';

it('every model of the catalogue is installed whole from a hub that cuts every third connection', async () => {
  const catalog = aSmallCatalog();
  const fake = await startHub(catalog.files, { cutEvery: 3 });
  const hub = openHub({ url: fake.url, proxies: STRAIGHT });
  onTestFinished(async () => {
    await fake.close();
    await hub.close();
  });
  const place = somewhere();
  for (const model of catalog.models) await installModel(model, hub, place);
  const ids = catalog.models.map(({ id }) => id);
  expect(readdirSync(place.modelsDir).sort()).toEqual([...ids].sort());
  const states = await Promise.all(ids.map((id) => verifyModel(place.modelsDir, id, place.signal)));
  expect(states.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(fake.served.some((line) => line.includes('bytes='))).toBe(true);
});

it('two programs that install the same model fetch it once, and both have it', async () => {
  const { fake } = await aHub({ isSlow: true });
  const { modelsDir, signal } = somewhere();
  const install = (): Promise<number | null> => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'install-process.ts'), modelsDir, fake.url]);
    onTestFinished(() => void child.kill('SIGKILL'));
    return new Promise((resolve) => child.on('close', resolve));
  };
  expect(await Promise.all([install(), install()])).toEqual([0, 0]);
  expect(fake.sentBytes()).toBe(WEIGHTS.length + VOCABULARY.length);
  expect(readdirSync(modelsDir)).toEqual(['parrot']);
  expect(await verifyModel(modelsDir, 'parrot', signal)).toMatchObject({ state: 'ok' });
});
