import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { buildTarget } from '../../scripts/build.ts';
import { aProgram, type Program } from '../builders/program.ts';
import { aCallRecord, aFileRecord, aPortal, TODAY_MS } from '../fakes/portal-data.ts';
import { findBrowser, launchBrowser, takePicture } from './browser.ts';
import { openProgram, seriousFaults } from './program-page.ts';

const chromium = findBrowser();
const CALLS = 120;

/** Calls that wait, one that runs, two that failed. */
async function aBusyProgram(): Promise<Program> {
  const ids = Array.from({ length: CALLS }, (_, index) => index + 1);
  const file = aFileRecord({ id: 1 }).content;
  const program = await aProgram({
    data: aPortal({
      calls: ids.map((id) => aCallRecord({ id, recordFileId: id, startedAtMs: TODAY_MS - (CALLS - id) * 600_000 })),
      files: ids.map((id) => aFileRecord({ id, content: file })),
    }),
  });
  await program.connect();
  await program.services.sync.run({ trigger: 'hand' });
  const { jobs } = program.app.store;
  const { source } = program.services.connection.state().portal!;
  for (const id of ids) jobs.plan(`${source}:${id}`, 'transcribe', 'work');
  jobs.start(`${source}:3`, 'transcribe');
  jobs.fail(`${source}:1`, 'transcribe', new AppError('audio.corrupt').toData());
  jobs.fail(`${source}:2`, 'transcribe', new AppError('engine.crashed').toData());
  return program;
}

/** One call is heard, another one's text is analysed. */
function atWork({ services, tellProcessing }: Program): void {
  const { source } = services.connection.state().portal!;
  const audioTotalMs = 65_000;
  tellProcessing({
    isRunning: true,
    waiting: CALLS - 2,
    progress: {
      ...{ stage: 'transcribe', callId: null, callsDone: 30, callsTotal: CALLS },
      ...{ audioDoneMs: 27 * 60_000, audioTotalMs: 130 * 60_000 },
      current: [
        { callId: `${source}:3`, stage: 'transcribe', audioDoneMs: 26_000, audioTotalMs },
        { callId: `${source}:4`, stage: 'analyse', audioDoneMs: 0, audioTotalMs },
      ],
    },
  });
}

describe.runIf(chromium)('the work in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildTarget('web');
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());

  it('is reached from its badge, shows the queue, and what failed with reasons to try again', async () => {
    const program = await aBusyProgram();
    const { page, complaints } = await openProgram(browser, program);
    await page.getByRole('link', { name: /Открыть очередь/ }).click();
    await page.getByText(`В очереди: ${CALLS - 2}`).waitFor();
    await page.getByText('расшифровка: идёт').waitFor();
    // Only what is in sight is drawn.
    expect(await page.locator('.queue-row').count()).toBeLessThan(60);
    await page.getByText('Не получилось: 2').click();
    await page.getByText('расшифровка: Аудиофайл повреждён').waitFor();
    await page.getByRole('button', { name: 'Повторить все' }).click();
    await expect.poll(() => program.services.queue.page('failed', { offset: 0, limit: 1 }).total).toBe(0);
    expect(program.processed()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('shows for each call that is worked on how much of it is heard, and which step it is at', async () => {
    const program = await aBusyProgram();
    const { page, complaints } = await openProgram(browser, program, { hash: '#/processing' });
    atWork(program);
    const rows = page.getByRole('row');
    await rows.filter({ hasText: 'расшифровка: 0:26 из 1:05' }).waitFor();
    const bar = page.getByRole('progressbar', { name: 'Расшифровано: 0:26 из 1:05' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('40');
    await rows.filter({ hasText: 'разбор текста: идёт' }).waitFor();
    expect(await rows.filter({ hasText: 'идёт' }).count()).toBe(1);
    await page.getByText('Разобрано 27 мин из 2 ч 10 мин').waitFor();
    expect(complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has no serious accessibility fault in %s colours', async (colorScheme) => {
    const program = await aBusyProgram();
    const { page } = await openProgram(browser, program, { hash: '#/processing', colorScheme, bypassCSP: true });
    await page.locator('.queue-row').first().waitFor();
    atWork(program);
    await page.getByText('расшифровка: 0:26 из 1:05').waitFor();
    await takePicture(page, `processing-${colorScheme}`);
    await page.getByText('Не получилось: 2').click();
    await page.getByText('расшифровка: Аудиофайл повреждён').waitFor();
    await takePicture(page, `processing-failed-${colorScheme}`);
    expect(await seriousFaults(page)).toEqual([]);
  });
});
