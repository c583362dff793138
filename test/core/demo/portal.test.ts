import https from 'node:https';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FakePortal, type FakePortalOptions, type PortalData, startFakePortal } from '#core/demo/index.ts';
import { aCallRecord, aFileRecord, aPortal, aPortalWithCalls } from '../../fakes/portal-data.ts';

/** Plain requests: nothing of what Razbor sends with them. */
interface Ask {
  readonly path?: string;
  readonly httpMethod?: 'GET' | 'POST';
  readonly contentType?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

interface Reply {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly text: string;
}

async function open(data: PortalData = aPortal(), options: FakePortalOptions = {}) {
  const fake = await startFakePortal(data, options);
  onTestFinished(() => fake.close());
  const request = (ask: Ask): Promise<Reply> => send(fake, ask);
  const call = (method: string, params: object = {}): Promise<Reply> =>
    request({ path: `/rest/1/${fake.settings.secret}/${method}`, body: JSON.stringify(params) });
  return { fake, request, call };
}

function send(fake: FakePortal, ask: Ask): Promise<Reply> {
  const { path = '/', httpMethod = 'POST', body = '', contentType = 'application/json' } = ask;
  return new Promise((resolve, reject) => {
    const request = https.request(
      new URL(`https://${fake.host}${path}`),
      { ca: fake.caPem, method: httpMethod, headers: { 'content-type': contentType, ...ask.headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = (response.headers['content-type'] ?? '').includes('json');
          const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
          resolve({ status: response.statusCode ?? 0, json, text });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const STATISTICS = 'voximplant.statistic.get';
const idsOf = ({ json }: Reply): number[] => (json.result as { ID: string }[]).map((row) => Number(row.ID));

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

describe('files', () => {
  const BROWSER = { 'user-agent': 'Mozilla/5.0', referer: 'https://portal/' };

  async function linkOf() {
    const opened = await open(aPortal({ files: [aFileRecord({ id: 5 })] }));
    const { json } = await opened.call('disk.file.get', { id: 5 });
    const url = new URL((json.result as { DOWNLOAD_URL: string }).DOWNLOAD_URL);
    return { ...opened, link: url.pathname + url.search };
  }

  test('are only for what looks like a browser that came from the portal', async () => {
    const { request, link } = await linkOf();
    const get = (headers: Record<string, string>) => request({ path: link, httpMethod: 'GET', headers });
    expect((await get(BROWSER)).status).toBe(200);
    expect((await get({ referer: BROWSER.referer })).status).toBe(404);
    expect((await get({ ...BROWSER, 'user-agent': 'curl/8' })).status).toBe(404);
    expect((await get({ 'user-agent': BROWSER['user-agent'] })).status).toBe(404);
  });

  test('need the link as it was given out', async () => {
    const { request, link } = await linkOf();
    const reply = await request({ path: link.replace('5', '6'), httpMethod: 'GET', headers: BROWSER });
    expect(reply.json.error).toBe('INVALID_TOKEN');
  });

  test('are gone with the key of the webhook', async () => {
    const { request, link, fake } = await linkOf();
    fake.settings.secret = 'n3wkey00000000000';
    const reply = await request({ path: link, httpMethod: 'GET', headers: BROWSER });
    expect(reply.json.error).toBe('INVALID_CREDENTIALS');
  });

  test('need a number', async () => {
    const { call } = await linkOf();
    expect((await call('disk.file.get', { id: 'x' })).json.error).toBe('ERROR_ARGUMENT');
  });
});

describe('the CRM', () => {
  const crm = (): PortalData =>
    aPortal({
      calls: [aCallRecord({ id: 1 })],
      crm: {
        items: [
          { entityTypeId: 2, id: 10, fields: { title: 'Кассы', stageSemanticId: 'S', contactId: 3 } },
          { entityTypeId: 2, id: 11, fields: { title: 'Скрытая' }, isHidden: true },
          { entityTypeId: 3, id: 3, fields: { name: 'Иван' } },
        ],
        activities: [
          {
            id: 20,
            isIncoming: true,
            startedAtMs: 0,
            bindings: [{ entityTypeId: 2, entityId: 10 }],
            transcript: 'Текст',
          },
          { id: 21, isIncoming: false, startedAtMs: 0, bindings: [], isHidden: true },
          { id: 22, isIncoming: false, startedAtMs: 0, bindings: [] },
        ],
        stages: [{ entityId: 'DEAL_STAGE', id: 'WON', name: 'Успех', sort: 10, semantics: 'S' }],
        funnels: [{ id: 0, name: 'Общая' }],
        history: [{ id: 1, dealId: 10, typeId: 3, createdAtMs: 0, funnelId: 0, stageId: 'WON', semantics: 'S' }],
      },
    });

  test('hides what may not be read', async () => {
    const { call } = await open(crm());
    const { json } = await call('crm.item.list', { entityTypeId: 2, filter: { '@id': [10, 11] } });
    expect(json.result).toEqual({ items: [{ id: 10, title: 'Кассы', stageSemanticId: 'S', contactId: 3 }] });
  });

  test.each([
    ['crm.item.list', { entityTypeId: 2, filter: { nonsense: 1 } }, 'INVALID_ARG_VALUE'],
    ['crm.item.list', { entityTypeId: 99 }, 'NOT_FOUND'],
    ['crm.activity.get', { id: 99 }, ''],
    ['crm.activity.get', { id: 21 }, ''],
    ['crm.deal.list', {}, ''],
    ['crm.activity.call.getTranscript', { activityId: 99 }, 'NOT_FOUND'],
    ['crm.activity.call.getTranscript', { activityId: 21 }, 'ACCESS_DENIED'],
  ])('%s %j fails with «%s»', async (method, params, error) => {
    const { call } = await open(crm());
    expect((await call(method, params)).json.error).toBe(error);
  });

  test('counts directions the other way round than the statistics', async () => {
    const { call } = await open(crm());
    expect((await call('crm.activity.get', { id: 20 })).json.result).toMatchObject({ DIRECTION: '1', OWNER_ID: '10' });
  });

  test('tells bindings, stages, funnels, history and transcripts', async () => {
    const { call } = await open(crm());
    const result = async (method: string, params = {}): Promise<unknown> => (await call(method, params)).json.result;
    expect(await result('crm.activity.binding.list', { activityId: 20 })).toEqual([{ entityTypeId: 2, entityId: 10 }]);
    expect(await result('crm.status.list', { filter: { ENTITY_ID: 'DEAL_STAGE' } })).toMatchObject([
      { SEMANTICS: 'S' },
    ]);
    expect(await result('crm.category.list', { entityTypeId: 2 })).toMatchObject({ categories: [{ id: 0 }] });
    expect(await result('crm.stagehistory.list', { entityTypeId: 2, filter: { OWNER_ID: [10] } })).toMatchObject({
      items: [{ STAGE_SEMANTIC_ID: 'S' }],
    });
    expect(await result('crm.activity.call.getTranscript', { activityId: 20 })).toEqual({ transcription: 'Текст' });
    expect(await result('crm.activity.call.getTranscript', { activityId: 22 })).toBeNull();
  });

  test('records every write, and a repeated one twice', async () => {
    const { call, fake } = await open(crm());
    const fields = { ENTITY_ID: 10, ENTITY_TYPE: 'deal', COMMENT: 'Текст' };
    expect((await call('crm.timeline.comment.add', { fields })).json.result).toBe(1);
    expect((await call('crm.timeline.comment.add', { fields })).json.result).toBe(2);
    expect(
      (await call('crm.timeline.comment.list', { filter: { ENTITY_TYPE: 'deal', ENTITY_ID: 10 } })).json.total,
    ).toBe(2);
    expect((await call('crm.timeline.comment.add', { FIELDS: fields })).json.error).toBe('100');
    expect(fake.data.writes).toHaveLength(2);
  });

  test('takes a transcript only in the documented form', async () => {
    const { call, fake } = await open(crm());
    const message = { SIDE: 'User', START_TIME: 0, STOP_TIME: 2, MESSAGE: 'Алло' };
    const attach = (...MESSAGES: object[]) =>
      call('telephony.call.attachTranscription', { CALL_ID: 'externalCall.1', MESSAGES });
    expect((await attach(message)).json.result).toEqual({ TRANSCRIPT_ID: 1 });
    expect((await attach({ ...message, START_TIME: 0.5 })).json.error).toBe('ERROR_CORE');
    expect((await attach({ ...message, SIDE: 'agent' })).json.error).toBe('ERROR_CORE');
    expect((await attach()).json.error).toBe('ERROR_CORE');
    expect(fake.data.calls[0]!.transcriptId).toBe(1);
  });

  test('takes to-dos and tasks', async () => {
    const { call } = await open(crm());
    const todo = { ownerTypeId: 2, ownerId: 10, deadline: '2026-03-11T10:00:00+03:00' };
    expect((await call('crm.activity.todo.add', todo)).json.result).toEqual({ id: 1 });
    expect((await call('crm.activity.todo.add', { ...todo, deadline: 'soon' })).json.error).toBe(
      'WRONG_DATETIME_FORMAT',
    );
    expect((await call('crm.activity.todo.add', { ...todo, ownerId: 99 })).json.error).toBe('OWNER_NOT_FOUND');
    expect((await call('tasks.task.add', { fields: { TITLE: 'Звонок', RESPONSIBLE_ID: 7 } })).json.result).toEqual({
      task: { id: '2' },
    });
  });

  test('has done the work when the connection breaks behind it', async () => {
    const { call, fake } = await open(crm());
    fake.faults.add({ method: 'tasks.task.add', reply: { kind: 'perform-then-reset' } });
    await expect(call('tasks.task.add', { fields: { TITLE: 'Звонок', RESPONSIBLE_ID: 7 } })).rejects.toThrow();
    expect(fake.data.writes).toHaveLength(1);
  });
});
