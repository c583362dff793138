import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { installModel, modelFolder, verifyModel } from '#core/model-files/index.ts';
import { aModel } from './a-model.ts';
import { aHub, somewhere } from './fixtures.ts';

/** Starts an installation and kills it for good once so many bytes lie on the disk. @returns those bytes */
async function killedAt(modelsDir: string, url: string, bytes: number): Promise<number> {
  const partial = path.join(modelsDir, '.parrot.partial/onnx/weights.onnx.partial');
  const sizeNow = (): number => (existsSync(partial) ? statSync(partial).size : 0);
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'install-process.ts'), modelsDir, url]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (sizeNow() < bytes && child.exitCode === null) await wait(5);
  child.kill('SIGKILL');
  await ended;
  return sizeNow();
}

it('a killed installation leaves no half of a model, and the next one goes on', async () => {
  const { fake, hub } = await aHub({ isSlow: true });
  const place = somewhere();
  let kept = 0;
  for (const bytes of [1, 60_000, 150_000]) {
    const now = await killedAt(place.modelsDir, fake.url, bytes);
    expect(now).toBeGreaterThanOrEqual(Math.max(kept, bytes));
    kept = now;
    expect(existsSync(modelFolder(place.modelsDir, 'parrot'))).toBe(false);
    expect(await verifyModel(place.modelsDir, 'parrot', place.signal)).toMatchObject({ state: 'missing' });
  }
  const before = fake.served.length;
  await installModel(aModel(), hub, place);
  expect(fake.served[before]).toContain(`bytes=${kept}-`);
  expect(await verifyModel(place.modelsDir, 'parrot', place.signal)).toMatchObject({ state: 'ok' });
});
