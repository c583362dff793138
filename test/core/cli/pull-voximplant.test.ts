import { describe, expect, it } from 'vitest';
import { runCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { ACCOUNT, aSession, aVoximplant, KEY } from '../../fakes/voximplant.ts';

const DAYS = ['--from', '2026-03-10', '--to', '2026-03-10'];

describe('razbor pull --source voximplant', () => {
  it('brings the calls of a period with keys from the environment, and shows the key nowhere', async () => {
    const { apiUrl, storageHost } = await aVoximplant([aSession(1), aSession(2, { recording: 'gone' })]);
    const env = {
      RAZBOR_VOXIMPLANT_ACCOUNT: ACCOUNT,
      RAZBOR_VOXIMPLANT_KEY: KEY,
      RAZBOR_VOXIMPLANT_API: apiUrl,
      RAZBOR_VOXIMPLANT_RECORD_HOSTS: storageHost,
    };
    const given = ['pull', '--source', 'voximplant', ...DAYS, '--data', aFolder(), '--json'];
    const { code, stdout, stderr } = await runCli(given, env);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ calls: 2, newCalls: 2, newRecordings: 1, failed: [{}] });
    expect(stdout + stderr).not.toContain(KEY);
  });

  it('says which variables are missing', async () => {
    const { code, stderr } = await runCli(['pull', '--source', 'voximplant', ...DAYS, '--data', aFolder()]);
    expect(code).toBe(1);
    expect(stderr).toContain('RAZBOR_VOXIMPLANT_KEY');
  });
});
