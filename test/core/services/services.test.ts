import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openApp } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import { createNodeForker } from '#core/pipeline/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import { createProcessing, createServices } from '#core/services/index.ts';
import { ROOT } from '../../builders/cli.ts';
import { wholeReport } from '#core/domain/report-request.ts';
import { aFolder } from '../../builders/folders.ts';
import { memoryLogger } from '../../fakes/logger.ts';

const SAMPLE = path.join(ROOT, 'models/bundled/speech/sample.wav');

/** The whole application over a new folder with one imported recording, not processed yet. */
async function setUp() {
  const dataDir = aFolder();
  const [resources, clock, timeZone, logger] = [resourcesIn(ROOT), systemClock, 'Europe/Moscow', memoryLogger()];
  const app = openApp({ dataDir, clock, logger, timeZone, resources, forker: createNodeForker() });
  const processing = createProcessing(app, logger);
  onTestFinished(async () => {
    await processing.cancel();
    app.close();
  });
  const incoming = aFolder();
  mkdirSync(incoming, { recursive: true });
  copyFileSync(SAMPLE, path.join(incoming, 'a.wav'));
  await app.importFiles({ paths: [incoming], signal: new AbortController().signal });
  const secrets = createFileSecrets(secretsFileIn(dataDir));
  const common = { dataDir, resources, clock, logger, timeZone, secrets, version: '1.2.3' };
  const services = createServices({ ...common, app, processing });
  const page = services.calls.list({ filter: {}, order: 'startedAt', descending: true, offset: 0, limit: 10 });
  return { services, dataDir, callId: page.calls[0]!.id };
}

/** Resolves when the work that has been started has ended. */
const ended = (services: Awaited<ReturnType<typeof setUp>>['services']) =>
  new Promise<void>((resolve) => {
    const stop = services.processing.onChange(() => {
      if (services.processing.state().isRunning) return;
      stop();
      resolve();
    });
  });

describe('the services of the screens', () => {
  it('process what waits, with progress and a revision that grows', async () => {
    const { services, callId } = await setUp();
    expect(services.processing.state()).toMatchObject({ isRunning: false, waiting: 1, failed: 0, error: null });
    const done = ended(services);
    services.processing.start();
    services.processing.start();
    expect(services.processing.state().isRunning).toBe(true);
    await done;
    expect(services.processing.state()).toMatchObject({ isRunning: false, waiting: 0, failed: 0, error: null });
    expect(services.processing.state().revision).toBeGreaterThan(0);
    const details = services.calls.find(callId);
    expect(details).toMatchObject({ hasRecording: true, error: null, call: { state: 'done' } });
    expect(details?.transcript?.utterances.length).toBeGreaterThan(0);
    expect(details?.analysis).not.toBeNull();
  }, 60_000);

  it('stop when asked, without calling it an error', async () => {
    const { services } = await setUp();
    services.processing.start();
    await services.processing.cancel();
    expect(services.processing.state()).toMatchObject({ isRunning: false, waiting: 1, error: null });
  });

  it('tell what is there', async () => {
    const { services } = await setUp();
    expect(services.app.info()).toMatchObject({ version: '1.2.3', isDemo: false, portalHost: null, agents: [] });
    expect(services.calls.totals({})).toMatchObject({ calls: 1, analysed: 0 });
  });

  it('serve a recording, and null once its file is gone', async () => {
    const { services, callId, dataDir } = await setUp();
    const file = await services.calls.recordingFile(callId);
    expect(file).toMatchObject({ contentType: 'audio/wav' });
    rmSync(path.join(dataDir, 'recordings'), { recursive: true });
    expect(await services.calls.recordingFile(callId)).toBeNull();
    expect(await services.calls.recordingFile('folder:нет')).toBeNull();
  });

  it('make a report, keep it and open it by its id only', async () => {
    const { services } = await setUp();
    const report = await services.reports.build(wholeReport({ from: '2020-01-01', to: '2030-01-01' }));
    expect(report).toMatchObject({ calls: 1 });
    expect(services.reports.list()).toEqual([report]);
    const file = await services.reports.file(report.id);
    expect(file && existsSync(file.path)).toBe(true);
    expect(await services.reports.file('../../razbor.db')).toBeNull();
  });
});
