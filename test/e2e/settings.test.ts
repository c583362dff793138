import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startFakePortal } from '#core/demo/index.ts';
import { buildTarget } from '../../scripts/build.ts';
import { saveFindings } from '../builders/findings.ts';
import { aFolder } from '../builders/folders.ts';
import { aProgram, type Program } from '../builders/program.ts';
import { aCallRecord, aFileRecord, aPortal, aWave } from '../fakes/portal-data.ts';
import { findBrowser, launchBrowser, takePicture } from './browser.ts';
import { openProgram, seriousFaults } from './program-page.ts';

const chromium = findBrowser();

/** Two calls of a colleague with recordings, one deal. */
async function aPortalProgram(settings = {}): Promise<Program & { readonly caFile: string }> {
  const data = aPortal({
    calls: [aCallRecord({ id: 1, recordFileId: 1 }), aCallRecord({ id: 2, recordFileId: 2 })],
    files: [aFileRecord({ id: 1 }), aFileRecord({ id: 2 })],
  });
  data.crm.items.push({ entityTypeId: 2, id: 20, fields: { title: 'Окна' } });
  const program = await aProgram({ data, settings });
  program.services.settings.finishWelcome();
  const caFile = path.join(aFolder(), 'ca.pem');
  writeFileSync(caFile, program.fake.caPem);
  return { ...program, caFile };
}

describe.runIf(chromium)('the settings in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildTarget('web');
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());

  it('connect a portal after three verdicts, pull its calls, and never show the key', async () => {
    const program = await aPortalProgram();
    const { fake, services, caFile } = program;
    const { page, complaints } = await openProgram(browser, program);
    await page.getByRole('link', { name: 'Настройки' }).click();
    await page.getByLabel('Адрес входящего вебхука').fill(`${fake.webhookUrl}profile.json`);
    await page.getByRole('checkbox', { name: 'У портала свой сертификат' }).click();
    await page.locator('input[type=file]').setInputFiles(caFile);
    await page.getByRole('button', { name: 'Проверить' }).click();
    await page.getByText('Статистика звонков доступна').waitFor();
    await page.getByText('Видны звонки всех сотрудников').waitFor();
    await page.getByText('Записи разговоров скачиваются').waitFor();
    await page.getByRole('button', { name: 'Сохранить подключение' }).click();
    await page.getByText(`https://${fake.host}/rest/1/***/`).waitFor();
    await page.getByRole('button', { name: 'Загрузить новое' }).click();
    await page.getByText(/новых звонков 2, записей 2/).waitFor();
    expect(services.sync.last()).toMatchObject({ trigger: 'hand', newCalls: 2 });
    expect(await page.content()).not.toContain(fake.settings.secret);
    expect(complaints).toEqual([]);
  });

  it('say what is missing and how to cure it, and save nothing', async () => {
    const program = await aPortalProgram({ scopes: ['disk', 'user_brief', 'crm', 'department'] });
    const { page } = await openProgram(browser, program, { hash: '#/settings' });
    await page.getByLabel('Адрес входящего вебхука').fill(program.fake.webhookUrl);
    await page.getByRole('button', { name: 'Проверить' }).click();
    await page.getByRole('alert').getByText('Сертификат портала не прошёл проверку').waitFor();
    await page.getByRole('checkbox', { name: 'У портала свой сертификат' }).click();
    await page.locator('input[type=file]').setInputFiles(program.caFile);
    await page.getByRole('button', { name: 'Проверить' }).click();
    await page.getByText('Вебхуку не хватает прав: Телефония (telephony)').waitFor();
    await page.getByText('Сохранить нельзя').waitFor();
    expect(await page.getByRole('button', { name: 'Сохранить подключение' }).count()).toBe(0);
  });

  it('follow a renamed portal only after a consent', async () => {
    const program = await aPortalProgram();
    const { fake, services } = program;
    const renamed = await startFakePortal(fake.data, { settings: fake.settings });
    onTestFinished(() => renamed.close());
    fake.settings.movedTo = { origin: `https://${renamed.host}`, status: 302 };
    writeFileSync(program.caFile, `${fake.caPem}\n${renamed.caPem}`);
    const { page } = await openProgram(browser, program, { hash: '#/settings' });
    await page.getByLabel('Адрес входящего вебхука').fill(fake.webhookUrl);
    await page.getByRole('checkbox', { name: 'У портала свой сертификат' }).click();
    await page.locator('input[type=file]').setInputFiles(program.caFile);
    await page.getByRole('button', { name: 'Проверить', exact: true }).click();
    await page.getByText(`новый адрес: ${renamed.host}`).waitFor();
    expect(renamed.journal.entries).toEqual([]);
    await page.getByRole('button', { name: 'Адрес верный, проверить' }).click();
    await page.getByRole('button', { name: 'Сохранить подключение' }).click();
    await page.getByText(`https://${renamed.host}/rest/1/***/`).waitFor();
    expect(services.connection.state().portal).toMatchObject({ host: renamed.host });
  });

  it('change a letter, give facts for it, and learn from corrections or not', async () => {
    const program = await aPortalProgram();
    const { page } = await openProgram(browser, program, { hash: '#/settings/analysis' });
    const letter = page.getByLabel('Текст письма');
    await letter.fill('{клиент}, по цене: {факты}');
    await page.getByRole('region', { name: 'Письма после звонка' }).getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('button', { name: 'Вернуть обычный текст' }).waitFor();
    expect(program.services.qualification.templates()[0]).toMatchObject({ text: '{клиент}, по цене: {факты}' });
    await page.getByLabel('Факты о продукте').last().fill('Рассрочка на полгода.');
    await page.getByRole('region', { name: 'Факты о продукте' }).getByRole('button', { name: 'Сохранить' }).click();
    await expect.poll(() => program.services.qualification.knowledge().text).toBe('Рассрочка на полгода.');
    await page.getByRole('button', { name: 'Вернуть обычный текст' }).click();
    await expect.poll(() => program.services.qualification.templates()[0]!.isStandard).toBe(true);
    await page.getByRole('switch', { name: 'Учиться на поправках' }).click();
    await expect.poll(() => program.services.corrections.summary().isLearning).toBe(false);
  });

  it('set a schedule, and tell the next time', async () => {
    const program = await aPortalProgram();
    await program.connect();
    const { page } = await openProgram(browser, program, { hash: '#/settings/bitrix24' });
    await page.getByText('Раз в день', { exact: true }).click();
    await page.getByRole('spinbutton', { name: 'Часы' }).fill('18');
    await page.getByRole('spinbutton', { name: 'Минуты' }).fill('30');
    await page.getByText(/Следующая загрузка: .*18:30/).waitFor();
    await expect.poll(() => program.services.schedule.state().schedule).toEqual({ kind: 'daily', at: '18:30' });
  });

  it('write into the portal only after a look and an agreement', async () => {
    const program = await aPortalProgram();
    const { services, app, fake } = program;
    await program.connect();
    await services.sync.run({ trigger: 'hand' });
    saveFindings(app.store, `${services.connection.state().portal!.source}:1`);
    const { page, complaints } = await openProgram(browser, program, { hash: '#/settings/bitrix24' });
    const comment = page.getByRole('switch', { name: 'Комментарий в сделку' });
    await comment.click({ force: true });
    const dialog = page.getByRole('dialog', { name: 'Разрешить запись в портал?' });
    await dialog.getByText('это дорого').waitFor();
    await dialog.getByText(/Будет записано: 1/).waitFor();
    await dialog.getByRole('button', { name: 'Отмена' }).click();
    expect(services.writeBack.state().confirmedAt.comment).toBeNull();
    await comment.click({ force: true });
    await dialog.getByRole('button', { name: 'Разрешить' }).click();
    await page.getByText(/^Разрешено/).waitFor();
    await page.getByRole('button', { name: 'Записать сейчас' }).click();
    await page.getByText(/записано 1/).waitFor();
    expect(fake.data.writes.map(({ method }) => method)).toEqual(['crm.timeline.comment.add']);
    expect(complaints).toEqual([]);
  });

  it('look into a folder before it is watched, and keep whose the internal numbers are', async () => {
    const program = await aPortalProgram();
    const folder = aFolder();
    writeFileSync(path.join(folder, '20260310-093000_in_79161234567_101.wav'), aWave());
    const { page, complaints } = await openProgram(browser, program, { hash: '#/settings/sources' });
    await page.getByLabel('Путь к папке').fill(folder);
    await page.getByRole('combobox', { name: 'Как читать имена файлов' }).click();
    await page.getByRole('option', { name: 'Свой шаблон' }).click();
    await page.getByRole('textbox', { name: 'Шаблон' }).fill('{datetime:YYYYMMDD-HHmmss}_{direction}_{phone}_{ext}');
    await page.getByRole('button', { name: 'Посмотреть' }).click();
    await page.getByText('Файлов: 1, имена понятны у 1').waitFor();
    await page.getByLabel('101').fill('Ольга Смирнова');
    await page.getByRole('button', { name: 'Добавить папку' }).click();
    await page.getByRole('switch', { name: `Следить за папкой ${folder}` }).waitFor();
    expect(program.services.folders.list()).toMatchObject([
      { path: folder, isOn: true, managers: { 101: 'Ольга Смирнова' }, pattern: { kind: 'template' } },
    ]);
    expect(complaints).toEqual([]);
  });

  it('keep the words of the company, typed and from a file', async () => {
    const program = await aPortalProgram();
    const { page, complaints } = await openProgram(browser, program, { hash: '#/settings/speech' });
    await page.getByText('В правом канале').click();
    await expect.poll(() => program.services.vocabulary.get().agentChannel).toBe('right');
    await page.getByRole('button', { name: 'Добавить слово' }).click();
    await page.getByRole('textbox', { name: 'Как писать' }).fill('Битрикс24');
    await page.getByRole('combobox', { name: 'Что слышится' }).fill('бит рикс');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Сохранить словарь' }).click();
    await page.getByText(/Слов: 1/).waitFor();
    expect(program.services.vocabulary.get().entries).toEqual([
      { word: 'Битрикс24', variants: ['бит рикс'], isBoosted: true },
    ]);
    const file = path.join(aFolder(), 'words.csv');
    writeFileSync(file, 'Слово;Варианты;Узнавать\nРазбор;раз бор;да\n');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText(/Слов: 2/).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Сохранить в CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    expect(complaints).toEqual([]);
  });

  it('save a checked copy of the database and take it back', async () => {
    const program = await aPortalProgram();
    const { page, complaints } = await openProgram(browser, program, { hash: '#/settings/data' });
    await page.getByRole('button', { name: 'Сохранить копию' }).click();
    await page.getByText(/Копия проверена: .*razbor-.*\.db/).waitFor();
    await page.getByRole('button', { name: 'Восстановить' }).click();
    const dialog = page.getByRole('dialog', { name: 'Заменить базу копией?' });
    await dialog.getByRole('button', { name: 'Восстановить' }).click();
    await page.getByText('Копия проверена и ждёт').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Скачать журнал' }).click();
    expect((await download).suggestedFilename()).toMatch(/^razbor-logs-.*\.zip$/);
    expect(complaints).toEqual([]);
  });

  it('forbid the network, and say so when something wants it', async () => {
    const program = await aPortalProgram();
    await program.connect();
    const { page } = await openProgram(browser, program, { hash: '#/settings/network' });
    await page.getByRole('switch', { name: 'Запретить все обращения в сеть' }).click();
    await expect.poll(() => program.app.network.isOffline()).toBe(true);
    await page.getByRole('tab', { name: 'Битрикс24' }).click();
    await page.getByRole('button', { name: 'Загрузить новое' }).click();
    await page.getByText(/Включена работа без сети/).waitFor();
  });

  it.each(['light', 'dark'] as const)('have no serious accessibility fault in %s colours', async (colorScheme) => {
    const program = await aPortalProgram();
    await program.connect();
    await program.services.sync.run({ trigger: 'hand' });
    program.services.schedule.set({ kind: 'daily', at: '08:00' });
    program.services.writeBack.confirm('comment', true);
    for (const section of ['bitrix24', 'sources', 'speech', 'data', 'look']) {
      const { page, complaints } = await openProgram(browser, program, {
        hash: `#/settings/${section}`,
        colorScheme,
        bypassCSP: true,
      });
      await page.locator('.setting-card').first().waitFor();
      await takePicture(
        page,
        section === 'bitrix24' ? `settings-${colorScheme}` : `settings-${section}-${colorScheme}`,
      );
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });
});
