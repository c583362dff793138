import { describe, expect, test } from 'vitest';
import { aCallRecord, aPortal, aPortalWithCalls } from '../../fakes/portal-data.ts';
import type { Reply } from './asking.ts';
import { STATISTICS, idsOf, open } from './asking.ts';

describe('addresses and parameters', () => {
  test.each([
    'rest/1/KEY/profile',
    'rest/1/KEY/profile.json',
    'rest/1/KEY/PROFILE/',
    '/rest//1/KEY//profile?bx24_request_id=1',
    'rest/api/1/KEY/profile',
  ])('%s is the profile', async (path) => {
    const { fake, request } = await open();
    const reply = await request({ path: `/${path.replace('KEY', fake.settings.secret)}` });
    expect(reply.json.result).toMatchObject({ ID: '1', ADMIN: true });
  });

  test.each([
    ['a form', { body: 'FILTER[ID][]=2&FILTER[ID][]=3', contentType: 'application/x-www-form-urlencoded' }],
    ['JSON', { body: JSON.stringify({ FILTER: { ID: [2, 3] } }) }],
  ] as const)('parameters come as %s', async (_how, ask) => {
    const { fake, request } = await open(aPortalWithCalls(5));
    const reply = await request({ path: `/rest/1/${fake.settings.secret}/${STATISTICS}`, ...ask });
    expect(idsOf(reply).toSorted()).toEqual([2, 3]);
  });

  test('a GET works, and what was lost with its body is missing', async () => {
    const { fake, request } = await open(aPortalWithCalls(5));
    const path = `/rest/1/${fake.settings.secret}/${STATISTICS}`;
    expect(idsOf(await request({ path: `${path}?FILTER[>ID]=4`, httpMethod: 'GET' }))).toEqual([5]);
    expect(idsOf(await request({ path, httpMethod: 'GET' }))).toHaveLength(5);
  });

  test('an unknown method and an unknown address are told apart from a page', async () => {
    const { call, request } = await open();
    expect(await call('no.such.method')).toMatchObject({ status: 404, json: { error: 'ERROR_METHOD_NOT_FOUND' } });
    expect((await request({ path: '/nowhere' })).status).toBe(404);
  });

  test('methods for applications refuse a webhook', async () => {
    const { call } = await open();
    expect(await call('app.info')).toMatchObject({ status: 400, json: { error: 'ACCESS_DENIED' } });
  });

  test('basic methods need no scope', async () => {
    const { call } = await open(aPortal(), { settings: { scopes: [] } });
    expect((await call('scope')).json.result).toEqual([]);
    expect((await call('server.time')).json.result).toMatch(/\+03:00$/u);
    expect((await call('user.admin')).json.result).toBe(true);
    expect((await call('method.get', { name: STATISTICS })).json.result).toEqual({
      isExisting: true,
      isAvailable: false,
    });
    expect((await call('feature.get')).status).toBe(200);
  });

  test('a profile may lack the note about administrators', async () => {
    const { call } = await open(aPortal({ users: [{ id: 1, name: 'А', lastName: 'Б' }] }));
    expect((await call('profile')).json.result).not.toHaveProperty('ADMIN');
  });
});

describe('the habits of the statistics', () => {
  test('pages of fifty, a total, an offset of the next page', async () => {
    const { call } = await open(aPortalWithCalls(120));
    const first = await call(STATISTICS, { SORT: 'ID', ORDER: 'ASC' });
    expect(first.json).toMatchObject({ total: 120, next: 50 });
    const last = await call(STATISTICS, { SORT: 'ID', ORDER: 'ASC', start: 100 });
    expect(idsOf(last)).toHaveLength(20);
    expect(last.json).not.toHaveProperty('next');
  });

  test('a start of -1 brings no count and no offset', async () => {
    const { call } = await open(aPortalWithCalls(120));
    const { json } = await call(STATISTICS, { start: -1 });
    expect(json.total).toBe(0);
    expect(json).not.toHaveProperty('next');
  });

  test.each([
    ['both keys', { SORT: 'ID', ORDER: 'ASC' }, true],
    ['one key', { SORT: 'ID' }, false],
    ['a lower-case order', { SORT: 'ID', ORDER: 'asc' }, false],
    ['an order that is no text', { SORT: 'ID', ORDER: { ID: 'ASC' } }, false],
    ['a field that is not for sorting', { SORT: 'CALL_TYPE', ORDER: 'ASC' }, false],
  ])('with %s rows are sorted or silently not', async (_how, params, isSorted) => {
    const { call } = await open(aPortalWithCalls(30));
    const ids = idsOf(await call(STATISTICS, params));
    expect(JSON.stringify(ids) === JSON.stringify(ids.toSorted((a, b) => a - b))).toBe(isSorted);
  });

  test.each([
    ['an unknown field', { NO_SUCH_FIELD: 1 }, 5],
    ['an empty list', { ID: [] }, 5],
    ['a field in lower case', { '>id': 3 }, 2],
    ['the last of two equal names', { '>ID': 1, '>id': 4 }, 1],
    ['between', { '><ID': [2, 4] }, 3],
    ['not', { '!ID': 2 }, 4],
    ['a part of a number', { '%PHONE_NUMBER': '1234' }, 5],
    ['a date that makes no sense', { '>CALL_START_DATE': 'soon' }, 5],
  ])('%s in a condition', async (_what, FILTER, count) => {
    const { call } = await open(aPortalWithCalls(5));
    expect(idsOf(await call(STATISTICS, { FILTER }))).toHaveLength(count);
  });

  test.each([
    [false, 5],
    [true, 1],
  ])('a filter in lower case counts: %s', async (acceptsLowerCaseFilter, count) => {
    const { call } = await open(aPortalWithCalls(5), { settings: { acceptsLowerCaseFilter } });
    expect(idsOf(await call(STATISTICS, { filter: { '>ID': 4 } }))).toHaveLength(count);
  });

  test('all scalars are texts or null, except the id of a recording', async () => {
    const { call } = await open(aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })] }));
    const [row] = (await call(STATISTICS)).json.result as Record<string, unknown>[];
    const others = Object.entries(row!).filter(([name]) => name !== 'RECORD_FILE_ID');
    expect(others.every(([, value]) => value === null || typeof value === 'string')).toBe(true);
    expect(row!.RECORD_FILE_ID).toBe(5);
  });
});

describe('batches', () => {
  interface BatchResult {
    readonly result: Record<string, unknown>;
    readonly result_error: Record<string, unknown>;
  }
  const resultOf = ({ json }: Reply): BatchResult => json.result as BatchResult;

  test('give each command an outcome of its own, empty maps as lists', async () => {
    const { call } = await open();
    const result = resultOf(await call('batch', { cmd: { a: 'profile', b: 'no.such.method' } }));
    expect(result.result).toHaveProperty('a');
    expect(result.result_error).toMatchObject({ b: { error: 'ERROR_METHOD_NOT_FOUND' } });
    expect(resultOf(await call('batch', { cmd: { a: 'profile' } })).result_error).toEqual([]);
  });

  test('stop at the first error where that is asked for', async () => {
    const { call } = await open();
    const result = resultOf(await call('batch', { halt: 1, cmd: { a: 'no.such.method', b: 'profile' } }));
    expect(result.result).toEqual([]);
  });

  test('write numbered commands with a gap as a map', async () => {
    const { call } = await open();
    const result = resultOf(await call('batch', { cmd: ['profile', 'no.such.method', 'profile'] }));
    expect(Object.keys(result.result)).toEqual(['0', '2']);
  });

  test('fill in references to earlier answers', async () => {
    const { call } = await open(aPortalWithCalls(60));
    const query = `${STATISTICS}?SORT=ID&ORDER=ASC&start=-1&FILTER[>ID]=`;
    const result = resultOf(await call('batch', { cmd: { a: `${query}0`, b: `${query}$result[a][49][ID]` } }));
    expect((result.result.b as { ID: string }[])[0]!.ID).toBe('51');
  });

  test('refuse themselves, downloads and what is over fifty', async () => {
    const { call } = await open();
    const commands = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`c${index}`, 'profile']));
    expect(resultOf(await call('batch', { cmd: commands })).result_error).toMatchObject({
      c50: { error: 'ERROR_BATCH_LENGTH_EXCEEDED' },
    });
    expect(resultOf(await call('batch', { cmd: { a: 'batch', b: 'download' } })).result_error).toMatchObject({
      a: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' },
      b: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' },
    });
  });
});
