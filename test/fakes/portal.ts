/** A portal client connected to an imitated portal over real TLS, watched for leaks. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type FakePortal, type FakePortalOptions, type PortalData, startFakePortal } from '#core/demo/index.ts';
import { AppError } from '#core/errors.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import {
  type CallPage,
  createPortal,
  type ListCallsOptions,
  type Portal,
  type PortalCall,
  type PortalLimits,
  type PortalOptions,
  type PortalStatus,
} from '#core/portal/index.ts';
import { createImpatientClock, type ImpatientClock } from './impatient-clock.ts';
import { expectNoLeak, expectNoLeakInFolder } from './leaks.ts';
import { memoryLogger } from './logger.ts';
import { aPortal, TODAY_MS } from './portal-data.ts';

export interface Connected {
  readonly fake: FakePortal;
  readonly portal: Portal;
  readonly clock: ImpatientClock;
  readonly logger: ReturnType<typeof memoryLogger>;
  readonly statuses: readonly PortalStatus[];
  /** Empty folder of this test. */
  readonly folder: string;
  readonly caFile: string;
  /** One more client of the same portal. */
  readonly connect: (options?: Partial<PortalOptions>) => Portal;
}

export interface ConnectOptions extends FakePortalOptions {
  readonly data?: PortalData;
  readonly limits?: Partial<PortalLimits>;
  readonly portal?: Partial<PortalOptions>;
}

/** Quick enough for tests; the pace itself is tested apart. */
const QUICK: Partial<PortalLimits> = {
  burst: 1_000_000,
  requestsPerSecond: 1_000,
  requestTimeoutMs: 20_000,
  idleTimeoutMs: 20_000,
};

/** Everything is ended with the test, and nothing that was logged may hold the webhook's key or a phone number. */
export async function connectPortal(options: ConnectOptions = {}): Promise<Connected> {
  const clock = createImpatientClock(TODAY_MS);
  const logger = memoryLogger();
  const statuses: PortalStatus[] = [];
  const fake = await startFakePortal(options.data ?? aPortal(), { now: () => clock.now(), ...options });
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-portal-test-'));
  const certificates = await mkdtemp(path.join(tmpdir(), 'razbor-portal-ca-'));
  const caFile = path.join(certificates, 'ca.pem');
  await writeFile(caFile, fake.caPem);
  const portals: Portal[] = [];
  const connect = (own: Partial<PortalOptions> = {}): Portal => {
    const portal = createPortal({
      proxies: STRAIGHT,
      webhookUrl: fake.webhookUrl,
      caFile,
      clock,
      logger,
      limits: { ...QUICK, ...options.limits },
      onStatus: (status) => statuses.push(status),
      ...own,
    });
    portals.push(portal);
    return portal;
  };
  const portal = connect(options.portal);
  onTestFinished(async () => {
    for (const one of portals) one.close();
    await fake.close();
    expectNoLeak(fake, logger.entries);
    await expectNoLeakInFolder(fake, folder);
    await rm(folder, { recursive: true, force: true });
    await rm(certificates, { recursive: true, force: true });
  });
  return { fake, portal, clock, logger, statuses, folder, caFile, connect };
}

/** The error of a promise that must fail, searched for leaks. */
export async function failureOf(fake: FakePortal, promise: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await promise.then(
    () => {
      throw new Error('expected a failure');
    },
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  const error = thrown as AppError;
  expectNoLeak(fake, error);
  expectNoLeak(fake, JSON.stringify(error.toData()));
  return error;
}

export async function pagesOf(portal: Portal, options: ListCallsOptions = {}): Promise<CallPage[]> {
  const pages: CallPage[] = [];
  for await (const page of portal.listCalls(options)) pages.push(page);
  return pages;
}

export async function callsOf(portal: Portal, options: ListCallsOptions = {}): Promise<PortalCall[]> {
  return (await pagesOf(portal, options)).flatMap((page) => page.calls);
}

export async function onlyCall(portal: Portal): Promise<PortalCall> {
  const calls = await callsOf(portal);
  expect(calls).toHaveLength(1);
  return calls[0]!;
}
