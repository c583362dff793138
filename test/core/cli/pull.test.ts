import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { startDemoPortal, type DemoPortal } from '#core/demo/index.ts';
import { addDays, dayOf } from '#core/domain/period.ts';
import { runCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';

let portal: DemoPortal;
beforeAll(async () => {
  portal = await startDemoPortal({ now: Date.now() });
});
afterAll(() => portal.close());

const today = dayOf(Date.now(), 'UTC');
const period = ['--from', addDays(today, -8), '--to', addDays(today, 1)];
/** The key inside the webhook: the segment after the user id. */
const secretOf = (webhookUrl: string): string => new URL(webhookUrl).pathname.split('/')[3]!;

/** Every byte of every file below a folder, as text. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

describe('razbor pull', () => {
  it('brings calls and recordings once, and leaves the key nowhere', async () => {
    const data = aFolder();
    const env = { RAZBOR_WEBHOOK: portal.webhookUrl };
    const args = ['pull', ...period, '--ca', portal.caFile, '--data', data];
    const first = await runCli([...args, '--json'], env);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ calls: 12, newRecordings: 12, waiting: 0, failed: [] });
    const second = await runCli(args, env);
    expect(second.stdout).toContain('Загружено: 0 записей');

    const recordings = readdirSync(path.join(data, 'recordings'), { recursive: true }).map(String);
    expect(recordings.filter((name) => /\.(mp3|wav)$/u.test(name))).toHaveLength(12);
    const secret = secretOf(portal.webhookUrl);
    expect(everythingIn(data)).not.toContain(secret);
    expect(first.stdout + first.stderr + second.stdout + second.stderr).not.toContain(secret);
  }, 60_000);

  it('without days brings the last month, then only what is new', async () => {
    const args = ['pull', '--portal', portal.webhookUrl, '--ca', portal.caFile, '--data', aFolder()];
    const first = await runCli(args);
    expect(first.stdout).toContain('Новых звонков: 12. Загружено: 12 записей');
    const second = await runCli([...args, '--json']);
    expect(JSON.parse(second.stdout)).toMatchObject({ newCalls: 0, newRecordings: 0, removed: 0 });
  }, 60_000);

  it('wants both days or none', async () => {
    const { code, stderr } = await runCli([
      'pull',
      '--from',
      today,
      '--portal',
      portal.webhookUrl,
      '--data',
      aFolder(),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('оба дня');
  }, 30_000);

  it('says what to do about a key that the portal does not know, without repeating it', async () => {
    const wrong = portal.webhookUrl.replace(secretOf(portal.webhookUrl), 'wrongkey123');
    const data = aFolder();
    const { code, stdout, stderr } = await runCli([
      'pull',
      ...period,
      '--portal',
      wrong,
      '--ca',
      portal.caFile,
      '--data',
      data,
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('Портал не принял вебхук');
    expect(stdout + stderr + everythingIn(data)).not.toContain('wrongkey123');
  }, 30_000);

  it('does not trust a certificate of an unknown authority', async () => {
    const { code, stderr } = await runCli(['pull', ...period, '--portal', portal.webhookUrl, '--data', aFolder()]);
    expect(code).toBe(1);
    expect(stderr).toContain('--ca');
  }, 30_000);

  it('names a file of an authority that does not exist', async () => {
    const { code, stderr } = await runCli([
      ...['pull', ...period, '--portal', portal.webhookUrl, '--ca', 'нет.pem', '--data', aFolder()],
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('нет.pem');
  });
});
