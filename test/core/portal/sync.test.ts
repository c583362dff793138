import { describe, expect, test } from 'vitest';
import {
  nextRecordingCheckMs,
  type Portal,
  type PageStep,
  type SweptStep,
  syncCalls,
  type SyncState,
  type SyncStep,
} from '#core/portal/index.ts';
import { aCallRecord, aPortal, aPortalWithCalls, TODAY_MS } from '../../fakes/portal-data.ts';
import { type Connected, connectPortal, failureOf } from '../../fakes/portal.ts';

const DAY_MS = 86_400_000;
const FROM = '2026-01-01T00:00:00.000Z';

interface Run {
  readonly steps: readonly PageStep[];
  readonly rowIds: readonly number[];
  readonly state: SyncState | null;
  readonly swept: SweptStep | undefined;
}

async function run(
  { portal, clock }: Pick<Connected, 'clock'> & { portal: Portal },
  state: SyncState | null,
  from = FROM,
): Promise<Run> {
  const all: SyncStep[] = [];
  for await (const step of syncCalls({ portal, clock, from, state })) all.push(step);
  const steps = all.filter((step) => step.kind !== 'swept');
  const rowIds = steps.flatMap((step) => step.page.calls.map((call) => call.rowId));
  return { steps, rowIds, state: all.at(-1)?.state ?? state, swept: all.find((step) => step.kind === 'swept') };
}

describe('the first run', () => {
  test('lists the period and remembers the last row', async () => {
    const connected = await connectPortal({ data: aPortalWithCalls(120) });
    const { rowIds, state, steps } = await run(connected, null);
    expect(rowIds).toHaveLength(120);
    expect(state).toEqual({ from: FROM, lastRowId: 120, sweptAtMs: TODAY_MS });
    expect(new Set(steps.map((step) => step.kind))).toEqual(new Set(['first']));
  });

  test('of an empty portal remembers nothing and is a first run again', async () => {
    const connected = await connectPortal();
    expect((await run(connected, null)).state).toBeNull();
  });

  test('that was broken off is continued behind its last page', async () => {
    const connected = await connectPortal({ data: aPortalWithCalls(300) });
    const steps: PageStep[] = [];
    for await (const step of syncCalls({ ...connected, from: FROM, state: null })) {
      if (step.kind !== 'swept') steps.push(step);
      if (steps.length === 2) break;
    }
    const { rowIds } = await run(connected, steps.at(-1)!.state);
    expect(new Set([...steps.flatMap((step) => step.page.calls.map((call) => call.rowId)), ...rowIds]).size).toBe(300);
  });

  test('is made again for a longer period', async () => {
    const data = aPortal({
      calls: [aCallRecord({ id: 1, startedAtMs: TODAY_MS - 90 * DAY_MS }), aCallRecord({ id: 2 })],
    });
    const connected = await connectPortal({ data });
    const { state, rowIds } = await run(connected, null);
    expect(rowIds).toEqual([2]);
    expect((await run(connected, state, '2025-01-01T00:00:00.000Z')).rowIds).toEqual([1, 2]);
  });
});

describe('a later run', () => {
  test('takes one request where nothing is new', async () => {
    const connected = await connectPortal({ data: aPortal({ calls: [aCallRecord({ id: 1 })] }) });
    const { state } = await run(connected, null);
    connected.fake.journal.clear();
    await run(connected, state);
    expect(connected.fake.journal.count()).toBe(1);
  });

  test('finds new calls, also one that began long before it ended', async () => {
    const connected = await connectPortal({ data: aPortalWithCalls(3) });
    const { state } = await run(connected, null);
    connected.fake.data.calls.push(aCallRecord({ id: 4, startedAtMs: TODAY_MS - 20 * DAY_MS }));
    const later = await run(connected, state);
    expect(later.rowIds).toContain(4);
    expect(later.state!.lastRowId).toBe(4);
  });

  test('finds a row that appeared late below the last one', async () => {
    const data = aPortalWithCalls(300);
    data.calls[200]!.visibleFromMs = TODAY_MS + 1;
    const connected = await connectPortal({ data });
    const { state, rowIds } = await run(connected, null);
    expect(rowIds).not.toContain(201);
    connected.clock.advance(10);
    expect((await run(connected, state)).rowIds).toContain(201);
  });

  test('passes over calls from before the period', async () => {
    const connected = await connectPortal({ data: aPortalWithCalls(2) });
    const { state } = await run(connected, null);
    connected.fake.data.calls.push(aCallRecord({ id: 3, startedAtMs: Date.parse(FROM) - 1_000 }));
    const later = await run(connected, state);
    expect(later.rowIds).not.toContain(3);
    expect(later.state!.lastRowId).toBe(3);
  });

  test('does not move its cursor back', async () => {
    const connected = await connectPortal({ data: aPortalWithCalls(3) });
    const { state } = await run(connected, null);
    connected.fake.data.calls.splice(1);
    expect((await run(connected, state)).state!.lastRowId).toBe(3);
  });

  test('ends with an error where the portal ignores what was asked for', async () => {
    const connected = await connectPortal({ data: aPortalWithCalls(500) });
    const { state } = await run(connected, null);
    connected.fake.settings.ignoresFilter = true;
    expect((await failureOf(connected.fake, run(connected, state))).code).toBe('portal.ignored-filter');
  });

  test('refuses a period that makes no sense', async () => {
    const connected = await connectPortal();
    expect((await failureOf(connected.fake, run(connected, null, 'yesterday'))).code).toBe('input.invalid');
  });
});

describe('the daily sweep', () => {
  test('reads the last fourteen days again and finds what came late', async () => {
    const calls = [
      aCallRecord({ id: 1, startedAtMs: TODAY_MS - 13 * DAY_MS, recordFileId: 5, recordFromMs: TODAY_MS + 1 }),
      ...Array.from({ length: 300 }, (_, index) => aCallRecord({ id: index + 2 })),
    ];
    const connected = await connectPortal({ data: aPortal({ calls }) });
    const { state } = await run(connected, null);
    connected.clock.advance(DAY_MS / 2);
    expect((await run(connected, state)).rowIds).not.toContain(1);
    connected.clock.advance(DAY_MS / 2);
    const { steps, state: after } = await run(connected, state);
    const again = steps.flatMap((step) => step.page.calls).find((call) => call.rowId === 1);
    expect(again).toMatchObject({ recordFileId: 5 });
    expect(after!.sweptAtMs).toBe(connected.clock.now());
  });

  test('tells which rows are left, so that deleted ones can be marked', async () => {
    const connected = await connectPortal({ data: aPortalWithCalls(60) });
    const { state } = await run(connected, null);
    connected.fake.data.calls[10]!.isDeleted = true;
    connected.clock.advance(DAY_MS);
    const { swept } = await run(connected, state);
    expect(swept!.rowIds.size).toBe(59);
    expect(swept!.rowIds.has(11)).toBe(false);
  });

  test('of an empty portal is made once a day as well', async () => {
    const connected = await connectPortal();
    const state = { from: FROM, lastRowId: 7, sweptAtMs: 0 };
    const first = await run(connected, state);
    expect(first.state!.sweptAtMs).toBe(TODAY_MS);
    expect((await run(connected, first.state)).swept).toBeUndefined();
  });

  test('that failed is made up for by the next run', async () => {
    const connected = await connectPortal({ data: aPortalWithCalls(10) });
    const { state } = await run(connected, null);
    connected.clock.advance(DAY_MS);
    connected.fake.faults.add({
      method: '*',
      calls: [2],
      reply: { kind: 'rest', code: 'OVERLOAD_LIMIT', status: 503 },
    });
    await failureOf(connected.fake, run(connected, state));
    expect((await run(connected, state)).swept).toBeDefined();
  });
});

describe('a recording that is not there yet', () => {
  const minutes = (count: number): number => count * 60_000;

  test.each([
    [0, 1],
    [1, 5],
    [2, 15],
    [3, 60],
    [4, 360],
    [20, 360],
  ])('is looked for after %i looks in %i minutes', (checks, wait) => {
    expect(nextRecordingCheckMs(checks, TODAY_MS, TODAY_MS + 1_000)).toBe(TODAY_MS + 1_000 + minutes(wait));
  });

  test('is given up a week after the call', () => {
    expect(nextRecordingCheckMs(30, TODAY_MS, TODAY_MS + 7 * DAY_MS - minutes(1))).toBeNull();
  });
});
