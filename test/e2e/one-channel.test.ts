import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportCall } from '#core/domain/report.ts';
import { aReportInput } from '../builders/report-input.ts';
import { findBrowser, takePicture } from './browser.ts';
import { startScreens } from './screens.ts';
import type { Screens } from './screens.ts';

const chromium = findBrowser();
const SAID_NEXT = 'Дальше в разговоре:';
const MANAGERS_REPLY = 'Ответ менеджера:';
const VERDICTS = /^(?:отработано|спор|проигнорировано)$/u;

/** One channel, and nobody to tell whose words are whose. */
const unsided = (call: ReportCall): ReportCall => ({
  ...call,
  channels: 1,
  transcript: call.transcript.map((utterance) => ({ ...utterance, speaker: 'unknown' })),
});

describe.runIf(chromium)('recordings whose sides are not told apart, in a browser', { timeout: 60_000 }, () => {
  const input = aReportInput({ calls: aReportInput({ calls: 60 }).calls.map(unsided) });
  const answered = input.calls.find(({ objections }) => objections.some(({ verdict }) => verdict === 'handled'))!;
  let screens: Screens;

  beforeAll(async () => {
    screens = await startScreens(chromium!, input);
  }, 120_000);
  afterAll(() => screens.close());

  it('show what was said after an objection, and call nobody’s words an answer', async () => {
    const { page, complaints } = await screens.open(`#/calls/${encodeURIComponent(answered.id)}`);
    await page.getByRole('tab', { name: /^Возражения/u }).click();
    await page.getByText(SAID_NEXT).first().waitFor();
    await takePicture(page, 'call-one-channel');
    expect(await page.getByText(MANAGERS_REPLY).count()).toBe(0);
    expect(await page.getByText(VERDICTS).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('have no share of handled objections on any screen, and no verdicts in the list of calls', async () => {
    const { page, complaints } = await screens.open('#/objections');
    await page.getByText('не определено').first().waitFor();
    await takePicture(page, 'objections-one-channel');
    expect(await page.getByText(/^отработано \d/u).count()).toBe(0);
    await page
      .getByRole('link', { name: /отработка не определена$/u })
      .first()
      .waitFor();
    await page.goto(page.url().replace(/#.*/u, '#/managers'));
    await page.getByRole('columnheader', { name: /Отработано/u }).waitFor();
    await takePicture(page, 'managers-one-channel');
    await page.goto(page.url().replace(/#.*/u, '#/calls'));
    await page.getByText(/отработано —/u).waitFor();
    await takePicture(page, 'calls-one-channel');
    // The filter names them all.
    expect(await page.locator('.row-tags').getByText(VERDICTS).count()).toBe(0);
    await page.goto(page.url().replace(/#.*/u, '#/today'));
    await page.getByText('возражений отработано').waitFor();
    await takePicture(page, 'today-one-channel');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('give moments to discuss, none of them a good answer', async () => {
    const { page, complaints } = await screens.open('#/managers');
    await page
      .getByRole('button', { name: /^Послушать вместе/u })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Стоит обсудить' }).waitFor();
    await page.getByText(SAID_NEXT).first().waitFor();
    await takePicture(page, 'playlist-one-channel');
    expect(await page.getByRole('heading', { name: 'Хорошие ответы' }).count()).toBe(0);
    expect(await page.getByText(MANAGERS_REPLY).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
