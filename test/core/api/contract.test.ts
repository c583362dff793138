import { MessageChannel } from 'node:worker_threads';
import { TRPCClientError } from '@trpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import type { AppRouter } from '#core/api/contract.ts';
import { createPortServer, fromNodePort } from '#core/api/index.ts';
import { portWebSocket } from '#core/api/port-web-socket.ts';
import { AppError } from '#core/errors.ts';
import { startWebHost } from '#core/web/index.ts';
import { createClient } from '#renderer/rpc/client.ts';
import type { CoreClient } from '#renderer/rpc/client.ts';
import { aReportInput } from '../../builders/report-input.ts';
import { fakeServices } from '../../fakes/app-services.ts';
import type { FakeServices } from '../../fakes/app-services.ts';
import { hostClock, hostLog } from '../../fakes/host.ts';

interface Connection {
  readonly core: CoreClient;
  /** Breaks the connection as a lost network would. */
  drop(): void;
  close(): Promise<void>;
}

type Connect = (services: FakeServices, logger: ReturnType<typeof hostLog>) => Promise<Connection>;

const overWebSocket: Connect = async (services, logger) => {
  const host = await startWebHost({ services, logger, clock: hostClock(), rendererDir: 'renderer' });
  const opened: NodeWebSocket[] = [];
  class Socket extends NodeWebSocket {
    constructor(url: string) {
      super(url, ['razbor.v1', `token.${host.token}`]);
      opened.push(this);
    }
  }
  const client = createClient({
    url: `ws://127.0.0.1:${host.port}/rpc`,
    WebSocket: Socket as unknown as typeof WebSocket,
  });
  return {
    core: client.core,
    drop: () => opened.at(-1)?.terminate(),
    close: async () => {
      await client.close();
      await host.close();
    },
  };
};

const overPort: Connect = (services, logger) => {
  const links = {
    recordingUrl: (id: string) => `app://razbor/recordings/${id}`,
    reportUrl: (id: string) => `app://razbor/reports/${id}`,
  };
  const serve = createPortServer({ services, logger, links });
  const closers: (() => void)[] = [];
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    closers.push(serve(fromNodePort(port1)));
    return Promise.resolve(fromNodePort(port2));
  };
  const client = createClient({ url: 'port:', WebSocket: portWebSocket(connect) });
  return Promise.resolve({
    core: client.core,
    drop: () => closers.at(-1)?.(),
    close: async () => {
      await client.close();
      for (const close of closers) close();
    },
  });
};

const failure = async (work: Promise<unknown>): Promise<TRPCClientError<AppRouter>> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TRPCClientError);
  return error as TRPCClientError<AppRouter>;
};

describe.each([
  ['a WebSocket', overWebSocket],
  ['a message port', overPort],
] as const)('the interface over %s', (_name, connect) => {
  let services: FakeServices;
  let connection: Connection;
  const logger = hostLog();

  beforeEach(async () => {
    services = await fakeServices(aReportInput({ calls: 30 }));
    connection = await connect(services, logger);
  });
  afterEach(async () => {
    await connection.close();
    await services.dispose();
  });

  it('lists calls page by page', async () => {
    const first = await connection.core.calls.list.query({ filter: {}, limit: 20 });
    const second = await connection.core.calls.list.query({ filter: {}, limit: 20, offset: 20 });
    expect(first.total).toBe(30);
    expect([first.calls.length, second.calls.length]).toEqual([20, 10]);
    expect(first.calls[0]!.startedAt > second.calls[9]!.startedAt).toBe(true);
  });

  it('lists calls by what is missing in them', async () => {
    const filter = { objection: '-', nextStep: 'missing' } as const;
    const { calls, total } = await connection.core.calls.list.query({ filter });
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter(({ objections, nextStep }) => objections.length > 0 || nextStep !== null)).toEqual([]);
    expect(await connection.core.calls.totals.query(filter)).toMatchObject({ calls: total, objections: 0 });
    expect((await connection.core.calls.ids.query(filter)).length).toBe(total);
  });

  it('gives one call with its transcript, findings and a place to play it from', async () => {
    const { calls } = await connection.core.calls.list.query({ filter: { objection: 'price' } });
    const details = await connection.core.calls.get.query({ id: calls[0]!.id });
    expect(details.transcript?.utterances.length).toBeGreaterThan(3);
    expect(details.analysis?.objections.map((objection) => objection.category)).toContain('price');
    expect(details.recordingUrl).toMatch(/\/recordings\/.+/);
  });

  it('scores a call, and keeps a person’s judgement beside the machine’s', async () => {
    const { calls } = await connection.core.calls.list.query({ filter: { objection: 'price' } });
    const callId = calls[0]!.id;
    await connection.core.scorecards.judge.mutate({ callId, criterionId: 'greeting', value: 'missed' });
    const sheet = await connection.core.scorecards.score.query({ callId });
    expect(sheet?.overrides).toMatchObject([{ id: 'greeting', value: 'missed' }]);
    const error = await failure(connection.core.scorecards.import.mutate({ text: '{}' }));
    expect(error.message).toBe('input.invalid');
  });

  it('refuses input of the wrong shape and names the field', async () => {
    const error = await failure(connection.core.calls.totals.query({ from: '32.13.2026' }));
    expect(error.data).toEqual({
      code: 'BAD_REQUEST',
      app: { code: 'input.invalid', details: { reason: 'Не подходит значение: from' } },
    });
  });

  it('passes an expected error on with its code and details', async () => {
    services.reports.build = () => Promise.reject(new AppError('disk.full', { path: 'reports' }));
    const error = await failure(
      connection.core.reports.build.mutate({ period: { from: '2026-10-01', to: '2026-10-31' } }),
    );
    expect(error.message).toBe('disk.full');
    expect(error.data?.app).toEqual({ code: 'disk.full', details: { path: 'reports' } });
  });

  it('tells nothing of an unforeseen error but the id of its entry in the log', async () => {
    services.app.info = () => {
      throw new Error('secret of /home/somebody');
    };
    const error = await failure(connection.core.appInfo.get.query());
    expect(JSON.stringify([error.message, error.data, error.shape])).not.toContain('secret');
    const logId = error.data?.app?.details['logId'];
    expect(logger.entries.find((entry) => entry.facts['logId'] === logId)?.facts['error']).toMatchObject({
      message: 'secret of /home/somebody',
    });
  });

  it('tells the state of the work now and after a flood of changes, leaving out what nobody could see', async () => {
    const seen: number[] = [];
    const subscription = connection.core.processing.state.subscribe(undefined, {
      onData: (state) => seen.push(state.waiting),
    });
    await expect.poll(() => seen).toEqual([0]);
    for (let waiting = 1; waiting <= 1000; waiting++) services.setProcessing({ waiting });
    await expect.poll(() => seen.at(-1)).toBe(1000);
    expect(seen.length).toBeLessThan(10);
    subscription.unsubscribe();
  });

  it('comes back after the connection was lost, with the state of then', async () => {
    const seen: number[] = [];
    const subscription = connection.core.processing.state.subscribe(undefined, {
      onData: (state) => seen.push(state.waiting),
    });
    await expect.poll(() => seen).toEqual([0]);
    connection.drop();
    services.setProcessing({ waiting: 7 });
    await expect.poll(() => seen.at(-1), { timeout: 5000 }).toBe(7);
    expect((await connection.core.appInfo.get.query()).version).toBe('0.1.0');
    subscription.unsubscribe();
  });

  it('starts and cancels the work', async () => {
    await connection.core.processing.start.mutate();
    await connection.core.processing.cancel.mutate();
    expect(services.started).toEqual(['start', 'cancel']);
  });
});
