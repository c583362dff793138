import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReportInput } from '../builders/report-input.ts';
import { findBrowser, takePicture } from './browser.ts';
import { startScreens } from './screens.ts';
import type { Screens } from './screens.ts';

const chromium = findBrowser();
/** Machines that build and test at the same time answer late. */
const PATIENT = { timeout: 15_000 };

describe.runIf(chromium)('the list of calls in a browser', { timeout: 60_000 }, () => {
  const generated = aReportInput({ calls: 300 });
  /** What one client said looks like a page of its own. */
  const markup = '<img src=x onerror=alert(1)> нужен тепловизор';
  const spoken = generated.calls.find(({ transcript }) => transcript.length > 8)!;
  const input = {
    ...generated,
    calls: generated.calls.map((call) =>
      call === spoken
        ? { ...call, transcript: call.transcript.with(6, { ...call.transcript[6]!, text: markup }) }
        : call,
    ),
  };
  let screens: Screens;

  beforeAll(async () => {
    screens = await startScreens(chromium!, input);
  }, 120_000);
  afterAll(() => screens.close());

  it('keeps filters under a name, gives them back after a reload, and forgets them on wish', async () => {
    const { page, complaints } = await screens.open('#/calls?objection=price&sentiment=negative');
    await page.getByRole('button', { name: 'Виды' }).click();
    await page.getByLabel('Название вида').fill('Недовольны ценой');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('button', { name: 'Недовольны ценой', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Сбросить' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Виды' }).click();
    await page.getByRole('button', { name: 'Недовольны ценой', exact: true }).click();
    await expect.poll(() => page.url()).toContain('sentiment=negative');
    await page.getByRole('button', { name: 'Виды' }).click();
    await page.getByRole('button', { name: 'Удалить вид «Недовольны ценой»' }).click();
    await expect.poll(() => screens.services.views.list()).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is filtered by the length of the conversation', async () => {
    const { page } = await screens.open('#/calls');
    const short = input.calls.filter(({ durationMs }) => durationMs < 60_000).length;
    await page.getByRole('button', { name: 'Ещё', exact: true }).click();
    await page.getByRole('combobox', { name: 'Длительность' }).click();
    await page.getByRole('option', { name: 'до минуты' }).click();
    await page.getByText(new RegExp(`^${short} звон`)).waitFor();
    await page.close();
  });

  it('is filtered by what is missing, which a kept view remembers', async () => {
    const { page, complaints } = await screens.open('#/calls');
    const missing = input.calls.filter(
      ({ topic, objections, nextStep }) => topic !== null && objections.length === 0 && nextStep === null,
    ).length;
    await page.getByRole('combobox', { name: 'Возражение' }).click();
    await page.getByRole('option', { name: 'Без возражений' }).click();
    await page.getByRole('button', { name: 'Ещё', exact: true }).click();
    await page.getByRole('combobox', { name: 'Следующий шаг' }).click();
    await page.getByRole('option', { name: 'шаг не назначен' }).click();
    await page.getByText(new RegExp(`^${missing} звон`)).waitFor();
    await page.getByRole('button', { name: 'Виды' }).click();
    await page.getByLabel('Название вида').fill('Без продолжения');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('button', { name: 'Без продолжения', exact: true }).waitFor();
    expect(screens.services.views.list()[0]?.query).toEqual({ objection: '-', nextStep: 'missing' });
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('begins at the beginning when other calls are asked for', async () => {
    const { page } = await screens.open('#/calls');
    await page.locator('.row-cells').first().waitFor();
    const place = () => page.evaluate(() => document.querySelector('.calls-table')?.scrollTop);
    await page.evaluate(() => document.querySelector('.calls-table')?.scrollTo({ top: 4000 }));
    await expect.poll(place, PATIENT).toBe(4000);
    await page.evaluate(() => (window.location.hash = '#/calls?direction=out'));
    await expect.poll(place, PATIENT).toBe(0);
    await page.locator('[aria-rowindex="2"] .row-cells').waitFor();
    await page.close();
  });

  it.each([
    [1280, 800],
    [1920, 1080],
  ] as const)('cuts no tag of an objection at %i × %i, and names those left out', async (width, height) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, complaints } = await screens.open('#/calls', { viewport: { width, height }, colorScheme });
      await page.locator('.row-tags .tag').first().waitFor();
      const cut = () =>
        page.evaluate(() => {
          const isCut = ({ scrollWidth, clientWidth }: Element) => scrollWidth > clientWidth;
          return Array.from(document.querySelectorAll('.row-tags, .row-tags .tag-name'), (element) =>
            isCut(element) ? element.textContent : null,
          ).filter((text) => text !== null);
        });
      await expect.poll(cut, PATIENT).toEqual([]);
      const more = page.locator('.row-more').first();
      await expect.poll(() => more.getAttribute('title'), PATIENT).toMatch(/ — /u);
      expect(await more.textContent()).toMatch(/^\+(\d)ещё \1: .+ — /u);
      await takePicture(page, `calls-tags-${width}-${colorScheme}`);
      expect(complaints).toEqual([]);
      await page.close();
    }
  });

  it('shows the words that a search found as text, and opens the call where they were said', async () => {
    const { page, complaints } = await screens.open('#/calls?text=тепловиз');
    const row = page.locator('.row-fragment');
    await expect.poll(() => row.locator('mark').allTextContents(), PATIENT).toEqual(['тепловизор']);
    expect(await row.textContent()).toContain(markup);
    await takePicture(page, 'calls-found-one');
    await row.click();
    const turn = page.locator('[data-turn="6"].is-spoken');
    await turn.waitFor();
    await expect.poll(() => turn.evaluate((item) => item.getBoundingClientRect().top), PATIENT).toBeLessThan(800);
    expect(await page.getByRole('button', { name: 'Слушать', exact: true }).count()).toBe(1);
    await takePicture(page, 'call-found');
    await page.getByRole('link', { name: 'К звонкам' }).click();
    await expect.poll(() => page.url(), PATIENT).not.toContain('show=');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => (window.location.hash = '#/calls?text=дорого'));
      await expect.poll(() => row.count(), PATIENT).toBeGreaterThan(3);
      await takePicture(page, `calls-found-${colorScheme}`);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('writes per cent as the language of the screens does', async () => {
    const { page } = await screens.open('#/calls');
    await page.getByText(/с возражениями \d+\u00a0%/u).waitFor();
    await page.getByRole('button', { name: 'In English' }).click();
    await page.getByText(/with objections \d+%|\d+% with objections/u).waitFor();
    await page.close();
  });

  it('takes the days of a period from a calendar', async () => {
    const { page } = await screens.open('#/calls?period=custom&from=2026-10-05&to=2026-10-06');
    await page.getByRole('button', { name: 'Свой период' }).click();
    await page.getByRole('button', { name: '7 октября 2026', exact: true }).click();
    await page.getByRole('button', { name: '9 октября 2026', exact: true }).click();
    await expect.poll(() => page.url()).toContain('from=2026-10-07&to=2026-10-09');
    await page.close();
  });

  it('has the columns that were chosen, also after a reload', async () => {
    const { page } = await screens.open('#/calls');
    await page.getByRole('button', { name: 'Столбцы' }).click();
    await page.getByRole('checkbox', { name: 'Клиент' }).uncheck();
    await page.getByRole('checkbox', { name: 'Следующий шаг' }).check();
    await page.reload();
    await page.getByRole('columnheader', { name: 'Следующий шаг' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Клиент' }).count()).toBe(0);
    await page.close();
  });

  it('works again on the calls that were chosen, one after another or all at once', async () => {
    const { page } = await screens.open('#/calls');
    const ticks = page.getByRole('checkbox', { name: 'Выбрать звонок' });
    await ticks.nth(1).click();
    await ticks.nth(4).click({ modifiers: ['Shift'] });
    await page.getByText('Выбрано 4 звонка').waitFor();
    const all = page.getByRole('checkbox', { name: 'Выбрать все найденные звонки' });
    expect(await all.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
    await page.getByRole('button', { name: 'Разобрать заново' }).click();
    await expect.poll(() => screens.services.started).toEqual(['analyse 4']);
    await all.click();
    await page.getByText('Выбрано 300 звонков').waitFor();
    expect(await all.isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Снять выбор' }).click();
    await page.getByRole('search').waitFor();
    await page.close();
  });

  it('is walked through by keys alone: into the list, to a call, and back', async () => {
    const { page, complaints } = await screens.open('#/calls');
    const rowOf = () => page.evaluate(() => document.activeElement?.closest('[aria-rowindex]')?.ariaRowIndex);
    await page.locator('.row-cells').first().waitFor();
    await page.keyboard.press('j');
    await expect.poll(rowOf, PATIENT).toBe('2');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('k');
    await expect.poll(rowOf, PATIENT).toBe('3');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'К звонкам' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('table', { name: 'Список звонков' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('offers the way out where nothing is found, and of a call that is gone', async () => {
    const { page } = await screens.open('#/calls?text=квазар');
    await page.getByRole('button', { name: 'Показать все звонки' }).click();
    await page.getByText(/^300 звонков/u).waitFor();
    await page.evaluate(() => (window.location.hash = '#/calls/nothing'));
    await page.getByRole('heading', { name: 'Такого звонка нет' }).waitFor();
    await page.getByRole('link', { name: 'К звонкам' }).click();
    await page.getByRole('table', { name: 'Список звонков' }).waitFor();
    await page.close();
  });

  it('is reached by Ctrl+K from anywhere, as are screens, managers and single calls', async () => {
    const { page, complaints } = await screens.open('#/reports');
    await page.getByRole('heading', { name: 'Отчёты', exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Раздел, менеджер').fill('шлагбаум');
    await page.locator('[data-action]').filter({ hasText: '·' }).first().click();
    await page.getByRole('region', { name: 'Расшифровка' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Раздел, менеджер').fill('ковал');
    await page.keyboard.press('Enter');
    await expect.poll(() => decodeURIComponent(page.url())).toContain('agent=Анна');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('has no serious accessibility fault with its menus open', async () => {
    // A menu that fades away has no contrast for a moment.
    const { page } = await screens.open('#/calls?objection=price', { reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    for (const name of ['Столбцы', 'Виды', 'Ещё']) {
      await page.getByRole('button', { name, exact: true }).click();
      const found = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      expect(found, name).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.close();
  });
});
