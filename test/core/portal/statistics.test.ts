import { describe, expect, test } from 'vitest';
import { aCallRecord, aPortal, aPortalWithCalls, TODAY_MS } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf, onlyCall, pagesOf } from '../../fakes/portal.ts';

const METHOD = 'voximplant.statistic.get';

describe('paging', () => {
  test('an empty portal gives no page', async () => {
    const { portal } = await connectPortal();
    expect(await pagesOf(portal)).toEqual([]);
  });

  test('all rows come once, in the order of their ids', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(120) });
    const calls = await callsOf(portal);
    expect(calls.map((call) => call.rowId)).toEqual(fake.data.calls.map((call) => call.id));
  });

  test('a page that is not full ends the listing', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(49) });
    await pagesOf(portal);
    expect(fake.journal.count(METHOD)).toBe(1);
  });

  test('a number of rows that fills the last page exactly is handled', async () => {
    const { portal } = await connectPortal({ data: aPortalWithCalls(100) });
    expect(await callsOf(portal)).toHaveLength(100);
  });

  test('conditions and sorting go out once, in upper case, with the counting switched off', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(1) });
    await pagesOf(portal, { afterId: 5 });
    expect(fake.journal.of(METHOD)[0]!.parameters).toMatchObject({
      FILTER: { '>ID': 5 },
      SORT: 'ID',
      ORDER: 'ASC',
      start: -1,
    });
    expect(Object.keys(fake.journal.of(METHOD)[0]!.parameters)).not.toContain('filter');
  });

  test('the cursor continues behind the last row that was seen', async () => {
    const { portal } = await connectPortal({ data: aPortalWithCalls(60) });
    const first = (await pagesOf(portal)).at(-1)!;
    expect(await callsOf(portal, { afterId: first.lastRowId })).toEqual([]);
  });

  test('rows that are added while paging are found in the same run', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(60) });
    const seen: number[] = [];
    for await (const page of portal.listCalls({})) {
      seen.push(...page.calls.map((call) => call.rowId));
      if (seen.length === 50) fake.data.calls.push(aCallRecord({ id: 61 }));
    }
    expect(seen).toContain(61);
  });

  test('deleted rows leave gaps and nothing else', async () => {
    const data = aPortalWithCalls(55);
    data.calls[10]!.isDeleted = true;
    const { portal } = await connectPortal({ data });
    expect(await callsOf(portal)).toHaveLength(54);
  });

  test('a call that started earlier but ended later is not lost', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(3) });
    const { lastRowId } = (await pagesOf(portal)).at(-1)!;
    fake.data.calls.push(aCallRecord({ id: 4, startedAtMs: TODAY_MS - 86_400_000 }));
    expect((await callsOf(portal, { afterId: lastRowId })).map((call) => call.rowId)).toEqual([4]);
  });

  test('a row that appears late below the cursor is seen with an overlap', async () => {
    const data = aPortal({ calls: [aCallRecord({ id: 1, visibleFromMs: TODAY_MS + 1 }), aCallRecord({ id: 2 })] });
    const { portal, clock } = await connectPortal({ data });
    expect((await callsOf(portal)).map((call) => call.rowId)).toEqual([2]);
    clock.advance(10);
    expect((await callsOf(portal, { afterId: 0 })).map((call) => call.rowId)).toEqual([1, 2]);
  });

  test('listing stops when it is cancelled', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(120) });
    const abort = new AbortController();
    const listing = (async () => {
      for await (const page of portal.listCalls({ signal: abort.signal })) {
        expect(page.calls).toHaveLength(50);
        abort.abort();
      }
    })();
    expect((await failureOf(fake, listing)).code).toBe('job.cancelled');
    expect(fake.journal.count(METHOD)).toBe(1);
  });
});

describe('a long listing', () => {
  test('of ten thousand calls by period takes five requests', { timeout: 60_000 }, async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(10_000) });
    const calls = await callsOf(portal, { from: '2020-01-01T00:00:00Z' });
    expect(calls.map((call) => call.rowId)).toEqual(fake.data.calls.map((call) => call.id));
    expect(fake.journal.count()).toBe(5);
  });

  test('behind a cursor takes one request more, because news are not counted at first', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(2_000) });
    expect(await callsOf(portal)).toHaveLength(2_000);
    // One page, one page with a count, thirty-nine in a batch.
    expect(fake.journal.count()).toBe(3);
  });

  test('tells how much is left', async () => {
    const { portal } = await connectPortal({ data: aPortalWithCalls(170) });
    const pages = await pagesOf(portal, { from: '2020-01-01T00:00:00Z' });
    expect(pages.map((page) => page.remainingRows)).toEqual([120, 70, 20, 0]);
  });

  test('finds rows that were added after counting', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(100) });
    const calls = [];
    for await (const page of portal.listCalls({ from: '2020-01-01T00:00:00Z' })) {
      if (calls.length === 0) {
        for (let id = 101; id <= 230; id += 1) fake.data.calls.push(aCallRecord({ id }));
      }
      calls.push(...page.calls);
    }
    expect(calls).toHaveLength(230);
  });

  test('goes on page by page where batches are refused', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(600) });
    fake.faults.add({ method: 'batch', reply: { kind: 'rest', code: 'ERROR_METHOD_NOT_FOUND', status: 404 } });
    expect(await callsOf(portal)).toHaveLength(600);
    expect(fake.journal.count('batch')).toBe(3);
  });

  test('goes on with smaller batches where large ones take too long', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(3_000) });
    fake.faults.add({ method: 'batch', calls: [1], reply: { kind: 'raw', status: 504, body: '' } });
    expect(await callsOf(portal)).toHaveLength(3_000);
    const sizes = fake.journal.of('batch').map(({ parameters }) => Object.keys(parameters.cmd as object).length);
    expect(sizes.slice(0, 3)).toEqual([50, 12, 24]);
  });

  test('keeps the pages before a command that failed and asks for the rest', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(600) });
    fake.faults.add({
      method: METHOD,
      calls: [5],
      reply: { kind: 'rest', code: 'INTERNAL_SERVER_ERROR', status: 500 },
    });
    const calls = await callsOf(portal);
    expect(calls.map((call) => call.rowId)).toEqual(fake.data.calls.map((call) => call.id));
  });

  test('does not trust pages of a portal that fills in no references', async () => {
    const { portal, fake } = await connectPortal({
      data: aPortalWithCalls(600),
      settings: { fillsReferences: false },
    });
    const calls = await callsOf(portal);
    expect(calls.map((call) => call.rowId)).toEqual(fake.data.calls.map((call) => call.id));
  });

  test('still notices that the portal ignores conditions', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(600), settings: { ignoresFilter: true } });
    const error = await failureOf(fake, pagesOf(portal, { from: '2020-01-01T00:00:00Z' }));
    expect(error.code).toBe('portal.ignored-filter');
    expect(fake.journal.count()).toBeLessThanOrEqual(3);
  });
});

describe('a portal that does not do what it was asked for', () => {
  test('dropped conditions are noticed instead of reading the portal for ever', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(120), settings: { ignoresFilter: true } });
    const error = await failureOf(fake, pagesOf(portal));
    expect(error).toMatchObject({ code: 'portal.ignored-filter', details: { field: 'ID' } });
    expect(fake.journal.count(METHOD)).toBe(2);
  });

  test('dropped sorting is noticed', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(120), settings: { ignoresSorting: true } });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.ignored-filter');
  });

  test('a dropped period is noticed', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(3), settings: { ignoresFilter: true } });
    const error = await failureOf(fake, pagesOf(portal, { from: '2026-03-11T00:00:00Z' }));
    expect(error).toMatchObject({ code: 'portal.ignored-filter', details: { field: 'CALL_START_DATE' } });
  });

  test('rows without an id or a date are counted and passed over', async () => {
    const calls = [
      aCallRecord({ id: 1, overrides: { ID: null } }),
      aCallRecord({ id: 2, overrides: { CALL_START_DATE: '' } }),
      aCallRecord({ id: 3 }),
    ];
    const { portal } = await connectPortal({ data: aPortal({ calls }) });
    const [page] = await pagesOf(portal);
    expect(page).toMatchObject({ unreadableRows: 2, lastRowId: 3 });
    expect(page!.calls.map((call) => call.rowId)).toEqual([3]);
  });

  test('a full page of rows without ids does not loop', async () => {
    const data = aPortalWithCalls(50);
    data.calls = data.calls.map((call) => ({ ...call, overrides: { ID: '' } }));
    const { portal, fake } = await connectPortal({ data });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.ignored-filter');
  });

  test('a list that came as a map is read', async () => {
    const { portal, fake } = await connectPortal();
    const row = { ID: '9', CALL_START_DATE: '2026-03-10T10:00:00+03:00', CALL_TYPE: '2' };
    const body = JSON.stringify({ result: { '3': row } });
    fake.faults.add({ method: METHOD, reply: { kind: 'raw', status: 200, body } });
    expect((await onlyCall(portal)).rowId).toBe(9);
  });
});

describe('the period of a first pull', () => {
  const hour = (offset: number): number => TODAY_MS + offset * 3_600_000;

  test('is sent with an explicit offset and keeps what lies inside', async () => {
    const calls = [-30, -20, -10].map((offset, index) => aCallRecord({ id: index + 1, startedAtMs: hour(offset) }));
    const { portal, fake } = await connectPortal({ data: aPortal({ calls }) });
    const found = await callsOf(portal, {
      from: new Date(hour(-20)).toISOString(),
      to: new Date(hour(-10)).toISOString(),
    });
    expect(found.map((call) => call.rowId)).toEqual([2]);
    expect(fake.journal.of(METHOD)[0]!.parameters.FILTER).toMatchObject({
      '>=CALL_START_DATE': '2026-03-09T16:00:00+00:00',
      '<CALL_START_DATE': '2026-03-10T02:00:00+00:00',
    });
  });

  test.each(['+03:00', '-05:00', '+05:30', '+12:00'])(
    'does not depend on the zone of the server (%s)',
    async (utcOffset) => {
      const midnight = Date.parse('2026-03-09T21:00:00Z');
      const calls = [midnight - 1_000, midnight, midnight + 1_000].map((startedAtMs, index) =>
        aCallRecord({ id: index + 1, startedAtMs }),
      );
      const { portal } = await connectPortal({ data: aPortal({ calls }), settings: { utcOffset } });
      const found = await callsOf(portal, { from: '2026-03-10T00:00:00+03:00' });
      expect(found.map((call) => call.startedAt)).toEqual(['2026-03-09T21:00:00.000Z', '2026-03-09T21:00:01.000Z']);
    },
  );

  test('a row an hour beside a bound, as in the night when clocks change, is left out quietly', async () => {
    const { portal, fake } = await connectPortal();
    const row = { ID: '9', CALL_START_DATE: '2026-10-25T02:30:00+01:00', CALL_TYPE: '2' };
    fake.faults.add({ method: METHOD, reply: { kind: 'raw', status: 200, body: JSON.stringify({ result: [row] }) } });
    expect(await callsOf(portal, { to: '2026-10-25T01:00:00Z' })).toEqual([]);
  });
});
