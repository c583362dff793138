import axe from 'axe-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReportInput } from '../builders/report-input.ts';
import { aSmallCatalog } from '../builders/small-catalog.ts';
import { startHub } from '../fakes/hub.ts';
import type { HubFake } from '../fakes/hub.ts';
import { findBrowser, takePicture } from './browser.ts';
import { startScreens } from './screens.ts';
import type { Screens } from './screens.ts';

const chromium = findBrowser();
/** Models that are of use are tried out by a process, which these screens are without. */
const UNUSED_TITLE = 'Silero VAD 6.2 для Whisper';

describe.runIf(chromium)('the screen of models', { timeout: 60_000 }, () => {
  const catalog = aSmallCatalog();
  let folder: string;
  let hub: HubFake;
  let screens: Screens;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'razbor-models-'));
    hub = await startHub(catalog.files, { isSlow: true });
    screens = await startScreens(chromium!, aReportInput({ calls: 5 }), { modelCatalog: catalog.write(folder) });
    screens.services.models.setMirror(hub.url);
  }, 120_000);
  afterAll(async () => {
    await screens.close();
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  it('installs a model, stops on the way and goes on, checks and removes it', async () => {
    const { page, complaints } = await screens.open('#/models');
    await page.getByRole('heading', { level: 1, name: 'Модели' }).waitFor();
    const card = page.getByRole('article', { name: UNUSED_TITLE });
    await card.getByRole('button', { name: 'Установить' }).click();
    await card.getByText('Загрузка:').waitFor();
    await card.getByRole('button', { name: 'Остановить' }).click();
    await card.getByText('Загруженное сохранено').waitFor();
    await card.getByRole('button', { name: 'Продолжить' }).click();
    await card.getByText('установлена и проверена').waitFor();
    await card.getByRole('button', { name: /^Ещё/ }).click();
    await page.getByRole('menuitem', { name: 'Проверить' }).click();
    await card.getByText('все файлы в порядке').waitFor();
    await card.getByRole('button', { name: /^Ещё/ }).click();
    await page.getByRole('menuitem', { name: 'Удалить' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
    await card.getByRole('button', { name: 'Установить' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('adds a model from a folder, and says what is wrong with another one', async () => {
    await catalog.copyTo(path.join(folder, 'stick'), 'silero-vad-ggml');
    const { page } = await screens.open('#/models');
    const form = page.getByRole('region', { name: 'Добавить модель без интернета' });
    await form.scrollIntoViewIfNeeded();
    await takePicture(page, 'models-sources');
    await form.getByRole('textbox').fill(path.join(folder, 'nothing'));
    await form.getByRole('button', { name: 'Добавить' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByRole('textbox').fill(path.join(folder, 'stick'));
    await form.getByRole('button', { name: 'Добавить' }).click();
    await page.getByRole('article', { name: UNUSED_TITLE }).getByText('Установлена', { exact: true }).waitFor();
    await page.close();
  });

  it('takes the path from the dialog of the desktop window where there is one', async () => {
    const { page, complaints } = await screens.open('#/calls');
    await page.evaluate(() => {
      const choosePath = (kind: string): Promise<string | null> =>
        Promise.resolve(kind === 'model-folder' ? '/media/stick' : null);
      Object.assign(window, { razborDesktop: { choosePath } });
      window.location.hash = '#/models';
    });
    const form = page.getByRole('region', { name: 'Добавить модель без интернета' });
    await form.getByRole('button', { name: 'Выбрать папку…' }).click();
    await expect.poll(() => form.getByRole('textbox').inputValue()).toBe('/media/stick');
    await form.getByRole('button', { name: 'Выбрать файл…' }).click();
    expect(await form.getByRole('textbox').inputValue()).toBe('/media/stick');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('tells what models give in English too', async () => {
    const { page } = await screens.open('#/models');
    await page.getByRole('button', { name: 'In English' }).click();
    await page.getByText('Russian speech on the telephone, 8 kHz.').waitFor();
    const cards = page.getByRole('article');
    expect(await cards.count()).toBeLessThan(catalog.models.length);
    await page.getByRole('button', { name: /^Show \d+ more models$/ }).click();
    expect(await cards.count()).toBe(catalog.models.length);
    expect((await page.locator('main').innerText()).replaceAll('“ё”', '')).not.toMatch(/[а-яё]/iu);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('has no serious fault of access in %s', async (colorScheme) => {
    // The program's own catalogue, as its users see it.
    const own = await startScreens(chromium!, aReportInput({ calls: 5 }));
    const { page, complaints } = await own.open('#/models', { colorScheme });
    await page.getByRole('article').first().waitFor();
    await takePicture(page, `models-${colorScheme}`);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    expect(complaints).toEqual([]);
    await own.close();
  });
});
