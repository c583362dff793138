/** What runs a speech model: processes that stand in for good and bad devices. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { candidateDevices } from '#core/inference/index.ts';
import { createNodeForker } from '#core/pipeline/index.ts';
import { createSpeechDevices } from '#core/installed-models/index.ts';

import { aFolder } from '../../builders/folders.ts';
import { golden } from '../../builders/golden.ts';
import { installByHand } from '../../builders/installed-model.ts';
import { memoryLogger } from '../../fakes/logger.ts';

const [card] = candidateDevices();
const GIGAAM = 'gigaam-v3-ctc';

/** @param replies what a process does that is to try a device; `device` says which */
function aChoice(replies: string, engineId = GIGAAM) {
  const modulePath = path.join(aFolder(), 'worker.mjs');
  writeFileSync(
    modulePath,
    `process.on('disconnect', () => process.exit()); process.on('message', ({ device }) => { ${replies} });`,
  );
  const files = [golden('standin/gigaam_v3_ctc_standin.onnx')];
  const modelFolder = installByHand(aFolder(), { id: engineId, engine: engineId, files });
  const logger = memoryLogger();
  const devices = createSpeechDevices({ forker: createNodeForker(), logger });
  return { devices, logger, speech: { engineId, modelFolder, modulePath, engineSettings: {} } };
}

describe.skipIf(card === undefined)('the device of a model', () => {
  test('is the card where it is faster, and is tried once', async () => {
    const { devices, logger, speech } = aChoice(
      `process.send({ type: 'worked', runMs: device === 'cpu' ? 200 : 50 });`,
    );
    expect(devices.choiceFor(GIGAAM)).toBeNull();
    expect((await devices.onBestDevice(speech)).engineSettings.device).toBe(card);
    expect((await devices.onBestDevice(speech)).engineSettings.device).toBe(card);
    expect(devices.choiceFor(GIGAAM)).toEqual({ device: card, instead: null });
    expect(logger.entries.filter(({ event }) => event === 'speech.device')).toHaveLength(2);
  });

  test.each([
    ['its driver fails', `process.kill(process.pid, 'SIGKILL');`, 'crashed'],
    ['there is none', `process.send({ type: 'failed', reason: 'no such provider' });`, 'absent'],
    ['it gains too little', `process.send({ type: 'worked', runMs: 190 });`, 'slow'],
  ])('is the processor where %s', async (_name, reply, instead) => {
    const { devices, speech } = aChoice(
      `if (device === 'cpu') process.send({ type: 'worked', runMs: 200 }); else { ${reply} }`,
    );
    expect((await devices.onBestDevice(speech)).engineSettings.device).toBe('cpu');
    expect(devices.choiceFor(GIGAAM)).toEqual({ device: 'cpu', instead });
  });
});

test('a model that knows the processor only is not tried', async () => {
  const { devices, speech } = aChoice(`process.kill(process.pid, 'SIGKILL');`, 't-one');
  expect(await devices.onBestDevice(speech)).toBe(speech);
  expect(devices.choiceFor('t-one')).toBeNull();
});
