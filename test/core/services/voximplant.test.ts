import { describe, expect, it } from 'vitest';
import { aProgram } from '../../builders/program.ts';
import { ACCOUNT, apiError, aSession, aVoximplant, KEY } from '../../fakes/voximplant.ts';

async function aProgramBesideVoximplant() {
  const fake = await aVoximplant([aSession(1), aSession(2)]);
  const allowedHosts = [fake.storageHost, fake.storageHost.replace('localhost', '127.0.0.1')];
  const program = await aProgram({ voximplantPlaces: { apiUrl: fake.apiUrl, allowedHosts } });
  return { ...program, fake };
}
const account = { accountId: ACCOUNT, apiKey: KEY };

describe('a Voximplant account', () => {
  it('is kept after a try, brings its calls, and its key is never told', async () => {
    const { services, secrets, app } = await aProgramBesideVoximplant();
    await services.voximplant.connect(account);
    expect(await secrets.get('voximplant')).toBe(KEY);
    expect(services.settings.state().voximplantAccount).toBe(ACCOUNT);
    const result = await services.sync.run({ trigger: 'hand', source: 'voximplant' });
    expect(result).toMatchObject({ newCalls: 2, newRecordings: 2, error: null });
    expect(app.store.callList.sources()).toEqual([`voximplant:${ACCOUNT}`]);
    expect(JSON.stringify([result, services.settings.state()])).not.toContain(KEY);
    await services.voximplant.disconnect();
    expect(await secrets.get('voximplant')).toBeNull();
    expect(await services.sync.run({ trigger: 'hand', source: 'voximplant' })).toMatchObject({
      error: { code: 'portal.not-connected' },
    });
    expect(app.store.calls.count()).toBe(2);
  });

  it('is not kept with a key that the exchange refuses, nor without network', async () => {
    const { services, secrets, fake } = await aProgramBesideVoximplant();
    fake.troubles.push((response) => apiError(response, 100, 'Authorization failed.'));
    await expect(services.voximplant.connect(account)).rejects.toMatchObject({ code: 'voximplant.unauthorized' });
    services.maintenance.setOffline(true);
    const asked = fake.apiRequests.length;
    await expect(services.voximplant.connect(account)).rejects.toMatchObject({ code: 'network.offline' });
    expect(fake.apiRequests).toHaveLength(asked);
    expect(await secrets.get('voximplant')).toBeNull();
    expect(services.voximplant.state().accountId).toBeNull();
  });
});
