/** A catalogue and a hub for the tests of the model manager. */

import { writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';

import { openHub, type CatalogModel, type Hub, type PlaceOptions } from '#core/model-files/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';

import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { startHub, type HubFake, type HubFaults } from '../../fakes/hub.ts';
import { VOCABULARY, WEIGHTS } from './a-model.ts';

export async function aHub(faults: HubFaults = {}): Promise<{ readonly fake: HubFake; readonly hub: Hub }> {
  const fake = await startHub(
    { 'birds/parrot/onnx/weights.onnx': WEIGHTS, 'birds/parrot/vocab.txt': VOCABULARY },
    faults,
  );
  const hub = openHub({ url: fake.url, proxies: STRAIGHT });
  onTestFinished(async () => {
    await fake.close();
    await hub.close();
  });
  return { fake, hub };
}

export const somewhere = (changes: Partial<PlaceOptions> = {}): PlaceOptions => ({
  modelsDir: aFolder(),
  clock: fakeClock(),
  signal: new AbortController().signal,
  ...changes,
});

/** Writes a catalogue file. @returns its path */
export function writeCatalog(file: string, models: readonly CatalogModel[]): string {
  writeFileSync(file, JSON.stringify({ format: 'razbor-models', version: 1, models }));
  return file;
}
