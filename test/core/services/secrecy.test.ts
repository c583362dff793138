import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appRouter } from '#core/api/index.ts';
import { wholeReport } from '#core/domain/report-request.ts';
import { memoryLogger } from '../../fakes/logger.ts';
import { aProgram } from '../../builders/program.ts';
import { saveFindings } from '../../builders/findings.ts';
import { aPortalWithCalls } from '../../fakes/portal-data.ts';

describe('the key of the portal', () => {
  it('is found nowhere but in the secret store: not in the database, logs, reports, backups, answers and errors', async () => {
    const secret = 'k3yThatNobodyMaySee';
    const program = await aProgram({ data: aPortalWithCalls(2), settings: { secret } });
    const { services, dataDir, fake, app } = program;
    const logger = memoryLogger();
    const links = { recordingUrl: () => '', reportUrl: () => '' };
    const api = appRouter.createCaller({ services, logger, links });
    const answers: unknown[] = [];
    const collect = async (work: Promise<unknown>): Promise<void> => {
      answers.push(await work.catch((error: unknown) => String(error)));
    };

    await collect(api.connection.check({ webhookUrl: fake.webhookUrl }));
    await collect(api.connection.check({ webhookUrl: `https://${fake.host}/rest/1/${secret}!/profile` }));
    await collect(api.connection.check({ webhookUrl: `${fake.webhookUrl}profile`, caPem: fake.caPem }));
    await collect(api.connection.save({}));
    fake.faults.add({ method: 'user.get', calls: [1], reply: { kind: 'rest', code: 'ACCESS_DENIED', status: 403 } });
    await services.sync.run({ trigger: 'hand' });
    fake.settings.isWebhookAlive = false;
    await services.sync.run({ trigger: 'hand' });
    fake.settings.isWebhookAlive = true;
    saveFindings(app.store, `${services.connection.state().portal!.source}:1`);
    services.writeBack.confirm('transcript', true);
    await services.writeBack.run();
    await collect(services.reports.build(wholeReport({ from: '2026-01-01', to: '2026-12-31' })));
    await collect(api.maintenance.backup({ folder: path.join(dataDir, 'backups') }));
    await collect(api.maintenance.logs());
    answers.push(services.settings.state(), services.processing.state(), services.app.info());

    expect(app.store.calls.count()).toBe(2);
    expect(JSON.stringify([answers, logger.entries])).not.toContain(secret);
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    const holding = files.filter((file) => readFileSync(file, 'latin1').includes(secret));
    expect(holding.map((file) => path.basename(file))).toEqual(['secrets.json']);
    expect(files.some((file) => file.endsWith('razbor.db-wal'))).toBe(true);
  });
});
