import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReportInput } from '../builders/report-input.ts';
import { findBrowser, takePicture } from './browser.ts';
import { startScreens } from './screens.ts';
import type { Screens } from './screens.ts';

const chromium = findBrowser();
/** Machines that build and test at the same time answer late. */
const PATIENT = { timeout: 15_000 };

describe.runIf(chromium)('a call in a browser', { timeout: 90_000 }, () => {
  const input = aReportInput({ calls: 60 });
  /** Calls with exactly one objection, about the price; each test has its own. */
  const priced = input.calls.filter(
    ({ objections, channels }) => channels === 2 && objections.length === 1 && objections[0]?.category === 'price',
  );
  let screens: Screens;

  beforeAll(async () => {
    screens = await startScreens(chromium!, input);
  }, 180_000);
  afterAll(() => screens.close());

  async function openCall(index: number, options = {}) {
    const call = priced[index]!;
    const watched = await screens.open(`#/calls/${encodeURIComponent(call.id)}`, {
      reducedMotion: 'reduce',
      ...options,
    });
    await watched.page.locator('.turn').first().waitFor();
    return { ...watched, call };
  }

  const menuItem = async (page: Page, turn: number, name: string) => {
    const item = page.locator(`[data-turn="${turn}"]`);
    await item.hover();
    await item.getByRole('button', { name: /^Действия с репликой/u }).click();
    await page.getByRole('menuitem', { name }).click();
  };

  it('takes another category for an objection, a word that it is wrong, and both back', async () => {
    const { page, complaints, call } = await openCall(0);
    const categories = () => screens.services.calls.find(call.id)?.analysis?.objections.map(({ category }) => category);
    await page.getByRole('button', { name: 'Возражение «Высокая цена»: исправить' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Категория возражения' }).click();
    await page.getByRole('option', { name: 'Вне категорий' }).click();
    await expect.poll(categories, PATIENT).toEqual(['unknown']);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: /^Возражения/u }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText('программа нашла: Высокая цена').waitFor();
    await panel.getByRole('button', { name: 'Неверно' }).click();
    await panel.getByText('не возражение').waitFor();
    expect(categories()).toEqual([]);
    await panel.getByRole('button', { name: 'Отменить' }).click();
    await expect.poll(categories, PATIENT).toEqual(['price']);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('takes an objection that was missed', async () => {
    const { page, complaints, call } = await openCall(1);
    const turn = call.transcript.findIndex(
      ({ speaker }, at) => speaker === 'client' && at !== call.objections[0]!.utterance,
    );
    await menuItem(page, turn, 'Добавить возражение');
    await page.getByRole('option', { name: 'Вне категорий' }).click();
    await page.locator(`[data-turn="${turn}"] .tag`).waitFor();
    await page.getByRole('tab', { name: /^Возражения/u }).click();
    await page.getByText('добавлено вручную').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('takes another text for an utterance, shows the versions, and goes back to the first', async () => {
    const { page, complaints, call } = await openCall(2);
    const first = call.transcript[0]!.text;
    await page.keyboard.press('e');
    const field = page.getByRole('textbox', { name: /^Текст реплики/u });
    await field.fill('Добрый день, слушаю вас');
    await field.press('Enter');
    await page.locator('[data-turn="0"]', { hasText: 'Добрый день, слушаю вас' }).waitFor();
    await page.getByText('Исправлено вручную').waitFor();
    await screens.services.transcriptEdits.whenAnalysed();
    await page.getByText('выводы обновляются').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Версии расшифровки · 2' }).click();
    await page.getByRole('menuitem', { name: /^Распознано/u }).click();
    await page.locator('[data-turn="0"]', { hasText: first }).waitFor();
    await screens.services.transcriptEdits.whenAnalysed();
    expect(screens.services.transcriptEdits.history(call.id).versions.map(({ isCurrent }) => isCurrent)).toEqual([
      false,
      true,
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('swaps the sides, in the conversation and beside the waveform', async () => {
    const { page, complaints, call } = await openCall(3);
    const lanes = page.getByRole('list', { name: 'Дорожки записи' }).getByRole('listitem');
    expect(await lanes.allTextContents()).toEqual(['Менеджер', 'Клиент']);
    await page.getByRole('button', { name: /^Версии расшифровки/u }).click();
    await page.getByRole('menuitem', { name: 'Поменять стороны местами' }).click();
    await expect.poll(() => lanes.allTextContents(), PATIENT).toEqual(['Клиент', 'Менеджер']);
    const before = call.transcript[0]!.speaker;
    await page.locator(`[data-turn="0"].turn-${before === 'agent' ? 'client' : 'agent'}`).waitFor();
    await menuItem(page, 0, before === 'agent' ? 'Это говорит менеджер' : 'Это говорит клиент');
    await page.locator(`[data-turn="0"].turn-${before}`).waitFor();
    await screens.services.transcriptEdits.whenAnalysed();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('keeps notes at places of the recording, and plays from them', async () => {
    const { page, complaints, call } = await openCall(4);
    await menuItem(page, 2, 'Заметка здесь');
    const field = page.getByRole('textbox', { name: /^Новая заметка на/u });
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.fill('Не спросил про сроки');
    await page.getByRole('button', { name: 'Добавить', exact: true }).click();
    await page.locator('.marker-note').waitFor();
    await page.getByRole('button', { name: /^Слушать с/u }).click();
    await page.locator('[data-turn="2"].is-spoken').waitFor();
    await page.getByRole('button', { name: 'Изменить заметку' }).click();
    await page.getByRole('textbox', { name: 'Текст заметки' }).fill('Спросил про сроки поздно');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.locator('.call-note', { hasText: 'поздно' }).waitFor();
    expect(screens.services.notes.ofCall(call.id)).toMatchObject([{ text: 'Спросил про сроки поздно' }]);
    await page.getByRole('button', { name: 'Удалить заметку' }).click();
    await page.getByText('Заметок пока нет').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('transcribes one call again with the model that is chosen, and shows how far it is', async () => {
    const { page, complaints, call } = await openCall(6);
    const { services } = screens;
    await page.getByRole('button', { name: /^Версии расшифровки/u }).click();
    await page.getByRole('menuitem', { name: 'Встроенная модель' }).click();
    await page.getByText('Расшифровывается заново').waitFor();
    const progress = { stage: 'transcribe', callId: call.id, callsDone: 0, callsTotal: 1, current: [] } as const;
    services.setProcessing({ progress: { ...progress, audioDoneMs: 12_000, audioTotalMs: 50_000 } });
    await page.getByText('расшифровано 0:12 из 0:50').waitFor();
    expect(services.started).toEqual(['cancel', 'start']);
    services.setProcessing({ isRunning: false, progress: null });
    await page.getByText('расшифровано').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('names the deal with a way to it, and shows the text of the portal apart from ours', async () => {
    const { calls } = screens.services;
    const find = calls.find.bind(calls);
    const stages = [{ enteredAt: '2026-10-01T00:00:00.000Z', stage: 'Новая', outcome: 'open' }] as const;
    const deal = {
      id: 20,
      title: 'Уборка офиса',
      stage: 'Счёт выставлен',
      outcome: 'open',
      stages,
      atCall: stages[0],
    } as const;
    const portalTranscript = { text: 'добрый день это анна', fetchedAt: '2026-11-01T00:00:00.000Z' };
    Object.assign(calls, { find: (id: string) => ({ ...find(id)!, crm: { deal }, portalTranscript }) });
    const { page, complaints } = await openCall(0, { viewport: { width: 1280, height: 800 } });
    Object.assign(calls, { find });
    const link = page.getByRole('link', { name: 'Уборка офиса' });
    expect(await link.getAttribute('href')).toBe('https://example.bitrix24.ru/crm/deal/details/20/');
    await page.getByText('Счёт выставлен · в работе · при звонке: Новая').waitFor();
    await page.getByRole('button', { name: 'Расшифровка портала' }).click();
    await page.getByText('добрый день это анна').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('gives the note for a colleague to the clipboard', async () => {
    const { page, call } = await openCall(5, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Скопировать заметку для коллеги' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const lines = screens.services.qualification.ofCall(call.id)?.qualification.handOff;
    expect(copied.split('\n')).toEqual(lines);
    await page.close();
  });

  it('leads to its neighbours by j and k, explains its keys, and keeps Escape for what is open', async () => {
    const { page, complaints, call } = await openCall(0);
    const sorted = input.calls.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)).map(({ id }) => id);
    const at = sorted.indexOf(call.id);
    const place = () => decodeURIComponent(page.url());
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Клавиши' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(place()).toContain(call.id);
    await page.keyboard.press('j');
    await expect.poll(place, PATIENT).toContain(sorted[at + 1]!);
    await page.keyboard.press('k');
    await expect.poll(place, PATIENT).toContain(call.id);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ['light', 1280, 800],
    ['dark', 1920, 1080],
  ] as const)('has no serious accessibility fault in %s colours, on any tab', async (colorScheme, width, height) => {
    const { page } = await openCall(0, { colorScheme, viewport: { width, height }, bypassCSP: true });
    await page.evaluate(axe.source);
    for (const name of ['Итог', 'Возражения', 'Метрики', 'Чек-лист', 'Заметки']) {
      await page.getByRole('tab', { name: new RegExp(`^${name}`, 'u') }).click();
      await page.getByRole('tabpanel').waitFor();
      expect(await seriousFaults(page), name).toEqual([]);
    }
    await page.getByRole('tab', { name: 'Итог' }).click();
    await page.getByRole('button', { name: 'Возражение «Высокая цена»: исправить' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await seriousFaults(page), 'popover').toEqual([]);
    await takePicture(page, `call-correction-${colorScheme}`);
    await page.close();
  });
});

async function seriousFaults(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
