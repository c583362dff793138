import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type DemoPortalOptions, startDemoPortal } from '#core/demo/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { createPortal, type Portal } from '#core/portal/index.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { memoryLogger } from '../../fakes/logger.ts';
import { callsOf } from '../../fakes/portal.ts';

const NOW = Date.parse('2026-03-10T05:00:00Z');

async function openDemo(options: DemoPortalOptions = {}): Promise<Portal> {
  const demo = await startDemoPortal({ now: NOW, ...options });
  const { webhookUrl, caFile } = demo;
  const portal = createPortal({
    proxies: STRAIGHT,
    webhookUrl,
    caFile,
    source: 'demo',
    clock: fakeClock(),
    logger: memoryLogger(),
  });
  onTestFinished(async () => {
    portal.close();
    await demo.close();
    expect(existsSync(caFile)).toBe(false);
  });
  return portal;
}

test('the demo portal passes the connection check', async () => {
  const portal = await openDemo();
  expect(await portal.checkConnection()).toMatchObject({
    missingScopes: [],
    missingOptionalScopes: [],
    statistics: { isOk: true },
    coverage: 'all',
    recordings: { isOk: true },
  });
});

test('it has twelve calls of three managers in the last week, in both directions', async () => {
  const portal = await openDemo();
  const calls = await callsOf(portal, { from: '2026-03-03T00:00:00+03:00', to: '2026-03-10T00:00:00+03:00' });
  expect(calls).toHaveLength(12);
  expect(new Set(calls.map((call) => call.agentId)).size).toBe(3);
  expect(new Set(calls.map((call) => call.direction))).toEqual(new Set(['in', 'out']));
  const names = await portal.agentNames(calls.map((call) => call.agentId!));
  expect([...names.values()].map((agent) => agent.name).toSorted()).toEqual([
    'Дмитрий Лазарев',
    'Ольга Крылова',
    'Тимур Галиев',
  ]);
});

test('its calls keep their ids from day to day', async () => {
  const today = await callsOf(await openDemo());
  const later = await callsOf(await openDemo({ now: NOW + 3 * 86_400_000 }));
  expect(later.map((call) => call.id)).toEqual(today.map((call) => call.id));
  expect(Date.parse(later[0]!.startedAt) - Date.parse(today[0]!.startedAt)).toBe(3 * 86_400_000);
});

test('every recording can be downloaded and is the one that lies in the folder', async () => {
  const portal = await openDemo();
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-demo-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const call of await callsOf(portal)) {
    const target = path.join(folder, String(call.rowId));
    await portal.downloadRecording(call, target);
    const name = call.portalCallId.replace('demo.', '');
    const known = ['mp3', 'wav']
      .map((extension) => path.join(import.meta.dirname, `../../../core/demo/recordings/${name}.${extension}`))
      .find((file) => existsSync(file));
    expect(await readFile(target)).toEqual(await readFile(known!));
  }
});

test('an installation without the demo recordings says so', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-demo-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expect(startDemoPortal({ folder })).rejects.toMatchObject({
    code: 'file.not-found',
    details: { path: 'dialogues.json' },
  });
  const dialogues = path.join(import.meta.dirname, '../../../core/demo/dialogues.json');
  await writeFile(path.join(folder, 'dialogues.json'), await readFile(dialogues));
  await expect(startDemoPortal({ folder })).rejects.toMatchObject({ code: 'file.not-found' });
});
