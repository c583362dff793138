/** Transcripts that are older than a model: the offer to make them again. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReportInput } from '../builders/report-input.ts';
import { findBrowser, takePicture } from './browser.ts';
import { startScreens } from './screens.ts';
import type { Screens } from './screens.ts';

const chromium = findBrowser();

describe.runIf(chromium)('a model for speakers that was installed later', { timeout: 60_000 }, () => {
  let screens: Screens;
  beforeAll(async () => {
    const calls = aReportInput({ calls: 6 }).calls.map((call) => ({
      ...call,
      channels: 1 as const,
      transcript: call.transcript.map((said) => ({ ...said, speaker: 'unknown' as const })),
    }));
    screens = await startScreens(chromium!, { ...aReportInput({ calls: 6 }), calls });
    const installedAt = new Date(Date.now() + 1000).toISOString();
    for (const id of ['pyannote-segmentation', 'wespeaker-resnet34']) {
      const folder = path.join(screens.services.dataDir, 'models', id);
      mkdirSync(folder, { recursive: true });
      const facts = { format: 'razbor-model', version: 1, id, engine: 'e', repo: 'a/b', commit: null, files: [] };
      writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ ...facts, installedAt }));
    }
  }, 120_000);
  afterAll(() => screens.close());

  it('is offered for the calls before it, after a question', async () => {
    const { page, complaints } = await screens.open('#/models');
    const section = page.locator('section', { hasText: 'Кто говорит в записи с одним каналом' });
    await section.getByText('до этих моделей').waitFor();
    await takePicture(page, 'models-again');
    await section.getByRole('button', { name: 'Расшифровать заново' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('исправили люди').waitFor();
    await takePicture(page, 'models-again-question');
    await dialog.getByRole('button', { name: 'Расшифровать заново' }).click();
    await expect.poll(() => screens.services.started.join()).toMatch(/^transcribe \d+$/);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
