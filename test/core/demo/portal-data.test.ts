import { describe, expect, test } from 'vitest';
import { type PortalData } from '#core/demo/index.ts';
import { aCallRecord, aFileRecord, aPortal } from '../../fakes/portal-data.ts';
import { open } from './asking.ts';

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
