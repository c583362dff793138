import { describe, expect, test } from 'vitest';
import { ADMIN, aPortal, COLLEAGUE, TODAY_MS } from '../../fakes/portal-data.ts';
import { open, type Reply } from './asking.ts';

const MINUTE_MS = 60_000;
const period = { startDate: { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' } };
const segment = { userId: 1, start: '00:00:01', end: '00:00:04', text: 'Начнём' };

async function aVersion3(count = 45) {
  const followUps = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    startedAtMs: TODAY_MS + Math.floor(index / 2) * MINUTE_MS,
    userIds: [index % 3 === 0 ? 1 : 7],
    segments: [segment],
  }));
  const data = aPortal({ followUps, users: [{ ...ADMIN }, { ...COLLEAGUE }] });
  const opened = await open(data, { settings: { scopes: ['call', 'task'] } });
  const v3 = (method: string, params: object, headers: Record<string, string> = {}) =>
    opened.request({
      path: `/rest/api/1/${opened.fake.settings.secret}/${method}`,
      body: JSON.stringify(params),
      headers,
    });
  return { ...opened, v3 };
}

const codeOf = ({ json }: Reply): string => (json.error as { code: string }).code;

interface FollowUps {
  readonly items: readonly { readonly id: number }[];
  readonly hasMore: boolean;
  readonly afterCursor: object;
}

describe('follow-ups of video calls', () => {
  test('come by a cursor that is copied, none lost and none twice where moments are equal', async () => {
    const { v3 } = await aVersion3();
    const ids: number[] = [];
    let afterCursor: object | undefined;
    for (;;) {
      const params = { filter: period, pagination: { limit: 10 }, ...(afterCursor ? { afterCursor } : {}) };
      const result = (await v3('call.followup.list', params)).json.result as FollowUps;
      ids.push(...result.items.map(({ id }) => id));
      if (!result.hasMore) break;
      ({ afterCursor } = result);
    }
    expect(ids).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
  });

  test('with transcripts come at most twenty at once', async () => {
    const { v3 } = await aVersion3();
    const { json } = await v3('call.followup.list', { filter: period, select: ['transcription'] });
    expect((json.result as FollowUps).items).toHaveLength(20);
  });

  test('are only their own for somebody who is no administrator', async () => {
    const { v3, fake } = await aVersion3();
    fake.data.users[0]!.isAdmin = false;
    const { json } = await v3('call.followup.list', { filter: period });
    expect((json.result as FollowUps).items).toHaveLength(15);
    expect(codeOf(await v3('call.followup.get', { id: 2 }))).toContain('NOTFOUND');
    expect((await v3('call.followup.get', { id: 1 })).json.result).toMatchObject({ item: { id: 1 } });
  });

  test('want a period, and errors have the shape of REST 3.0', async () => {
    const { v3 } = await aVersion3(0);
    const reply = await v3('call.followup.list', {});
    expect(reply.status).toBe(400);
    expect(codeOf(reply)).toMatch(/^BITRIX_REST_V3/u);
  });
});

describe('a write under an Idempotency-Key', () => {
  const task = { fields: { TITLE: 'Позвонить', RESPONSIBLE_ID: 7 } };

  test('is done once, and its answer is given again', async () => {
    const { v3, fake } = await aVersion3(0);
    const first = await v3('tasks.task.add', task, { 'idempotency-key': 'a1' });
    const second = await v3('tasks.task.add', task, { 'idempotency-key': 'a1' });
    expect(fake.data.writes).toHaveLength(1);
    expect(second.json.result).toEqual(first.json.result);
    expect([first, second].map(({ headers }) => headers['idempotent-replayed'])).toEqual([undefined, 'true']);
  });

  test('is refused when the key comes with another body', async () => {
    const { v3 } = await aVersion3(0);
    await v3('tasks.task.add', task, { 'idempotency-key': 'a1' });
    const other = { fields: { ...task.fields, TITLE: 'Другое' } };
    expect((await v3('tasks.task.add', other, { 'idempotency-key': 'a1' })).status).toBe(422);
  });

  test('is refused when the key is too long', async () => {
    const { v3 } = await aVersion3(0);
    expect((await v3('tasks.task.add', task, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(400);
  });

  test('is done twice by the older REST, which ignores the key', async () => {
    const { request, fake } = await aVersion3(0);
    const path = `/rest/1/${fake.settings.secret}/tasks.task.add`;
    const ask = () => request({ path, body: JSON.stringify(task), headers: { 'idempotency-key': 'a1' } });
    await ask();
    await ask();
    expect(fake.data.writes).toHaveLength(2);
  });
});
