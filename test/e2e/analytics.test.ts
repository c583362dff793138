import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportCall } from '#core/domain/report.ts';
import { withDeals } from '../builders/crm.ts';
import { aReportInput } from '../builders/report-input.ts';
import { findBrowser, takePicture } from './browser.ts';
import { startScreens } from './screens.ts';
import type { Screens } from './screens.ts';

const chromium = findBrowser();
const ASKED_FROM = '2026-10-08T00:00:00.000Z';
/** Of the deals behind objections, without the name of the objection. */
const [LOST_COLUMN, UNLINKED_COLUMN] = [2, 4];

describe.runIf(chromium)('the figures in a browser', { timeout: 60_000 }, () => {
  const input = aReportInput({ calls: withDeals(aReportInput({ calls: 1500 }).calls, ASKED_FROM) });
  const count = (meets: (call: ReportCall) => boolean): RegExp =>
    new RegExp(`^${input.calls.filter(meets).length} звон`);
  const hasPrice = ({ objections }: ReportCall): boolean => objections.some(({ category }) => category === 'price');
  let screens: Screens;

  beforeAll(async () => {
    screens = await startScreens(chromium!, input);
  }, 120_000);
  afterAll(() => screens.close());

  it('tell of managers where they work, who has left, and how their handling goes', async () => {
    const { page, complaints } = await screens.open('#/managers');
    const row = (name: string) => page.getByRole('row', { name });
    await row('Анна Ковалёва').getByText('Отдел продаж').waitFor();
    await row('Павел Рогов').getByText('не работает').waitFor();
    expect(await page.getByText('не работает').count()).toBe(1);
    const line = row('Анна Ковалёва').getByRole('img');
    expect(await line.getAttribute('aria-label')).toMatch(/^Отработано по неделям\. 1–4 октября.*: \d+\s%;/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('are taken of one department', async () => {
    const { page } = await screens.open('#/managers');
    const rows = page.getByRole('table', { name: 'Показатели менеджеров' }).getByRole('row');
    await rows.nth(8).waitFor();
    await page.getByRole('button', { name: 'Ещё', exact: true }).click();
    await page.getByRole('combobox', { name: 'Отдел' }).click();
    await page.getByRole('option', { name: 'Корпоративные клиенты' }).click();
    await rows.nth(5).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(5);
    await page.close();
  });

  it('lead from the deals behind an objection to the calls', async () => {
    const { page, complaints } = await screens.open('#/objections');
    const row = page.getByRole('table', { name: 'Возражения и сделки' }).getByRole('row', { name: /^Высокая цена/ });
    await row.getByRole('cell').nth(LOST_COLUMN).getByRole('link').click();
    await page.getByText(count((call) => hasPrice(call) && call.deal?.outcome === 'lost')).waitFor();
    expect(page.url()).toContain('deal=lost');
    await page.goBack();
    await row.getByRole('cell').nth(UNLINKED_COLUMN).getByRole('link').click();
    await page.getByText(count((call) => hasPrice(call) && call.deal === null)).waitFor();
    expect(page.url()).toContain('deal=none');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('say nothing of deals where the CRM was not asked', async () => {
    const { page } = await screens.open('#/objections?period=custom&from=2026-10-01&to=2026-10-07');
    await page.getByRole('region', { name: 'Кто что отрабатывает' }).waitFor();
    expect(await page.getByText('Возражения и сделки').count()).toBe(0);
    await page.close();
  });

  it('know how calls ended: in a column of the list and among its filters', async () => {
    const { page, complaints } = await screens.open('#/calls');
    await page.getByRole('columnheader', { name: 'Тональность' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Итог' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Столбцы' }).click();
    await page.getByRole('checkbox', { name: 'Итог' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Ещё', exact: true }).click();
    await page.getByRole('combobox', { name: 'Итог звонка' }).click();
    await page.getByRole('option', { name: 'отказ' }).click();
    await page.getByText(count(({ topic, outcome }) => topic !== null && outcome?.kind === 'refused')).waitFor();
    await page.getByRole('cell', { name: 'отказ' }).first().waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('have no serious accessibility fault in %s colours', async (colorScheme) => {
    for (const name of ['objections', 'managers']) {
      const { page } = await screens.open(`#/${name}`, { colorScheme, bypassCSP: true });
      await page.locator('.figures-table').first().waitFor();
      await takePicture(page, `${name}-${colorScheme}`);
      await page.evaluate(axe.source);
      const faults = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
      });
      expect(faults).toEqual([]);
      await page.close();
    }
  });
});
