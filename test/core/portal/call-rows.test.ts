import { describe, expect, test } from 'vitest';
import { aCallRecord, aPortal, aPortalWithCalls, PHONE, TODAY_MS } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf, onlyCall, pagesOf } from '../../fakes/portal.ts';

const METHOD = 'voximplant.statistic.get';

describe('a row becomes a call', () => {
  test.each([
    [1, 'out', 'phone'],
    [2, 'in', 'phone'],
    [3, 'in', 'phone'],
    [4, 'out', 'callback'],
    [5, 'out', 'info'],
    [9, 'in', 'phone'],
  ])('type %i is direction %s, kind %s', async (type, direction, kind) => {
    const { portal } = await connectPortal({ data: aPortal({ calls: [aCallRecord({ id: 1, type })] }) });
    expect(await onlyCall(portal)).toMatchObject({ direction, kind });
  });

  test.each([
    ['200', 2, 'answered'],
    ['304', 2, 'missed'],
    ['603', 2, 'missed'],
    ['603-S', 2, 'missed'],
    ['486', 2, 'missed'],
    ['480', 2, 'missed'],
    ['304', 1, 'missed'],
    ['603-S', 1, 'failed'],
    ['486', 1, 'failed'],
    ['404', 1, 'failed'],
    ['484', 1, 'failed'],
    ['503', 1, 'failed'],
    ['402', 1, 'failed'],
    ['403', 1, 'failed'],
    ['423', 1, 'failed'],
    ['OTHER', 2, 'failed'],
  ])('code %s of type %i is %s', async (failedCode, type, status) => {
    const calls = [aCallRecord({ id: 1, type, failedCode, durationSeconds: failedCode === '200' ? 5 : 0 })];
    const { portal } = await connectPortal({ data: aPortal({ calls }) });
    expect(await onlyCall(portal)).toMatchObject({ status });
  });

  test('dates of the server become UTC', async () => {
    const calls = [aCallRecord({ id: 1, startedAtMs: Date.parse('2026-03-10T08:19:38Z') })];
    const { portal } = await connectPortal({ data: aPortal({ calls }), settings: { utcOffset: '+05:30' } });
    expect((await onlyCall(portal)).startedAt).toBe('2026-03-10T08:19:38.000Z');
  });

  test('a date without an offset is the time of the portal', async () => {
    const calls = [aCallRecord({ id: 1, overrides: { CALL_START_DATE: '2026-03-10 11:00:00' } })];
    const { portal } = await connectPortal({ data: aPortal({ calls }) });
    expect((await onlyCall(portal)).startedAt).toBe('2026-03-10T08:00:00.000Z');
  });

  test.each([
    ['+7 916 123-45-67', '+79161234567'],
    ['89161234567', '+79161234567'],
    ['9161234567', '+79161234567'],
    ['+49 30 123456', '+4930123456'],
    ['sip:101@pbx', '101'],
    ['hidden', null],
    ['', null],
  ])('the number %s is kept as %s', async (phone, expected) => {
    const { portal } = await connectPortal({ data: aPortal({ calls: [aCallRecord({ id: 1, phone })] }) });
    expect((await onlyCall(portal)).clientPhone).toBe(expected);
  });

  test.each(['number', 'string'] as const)('the id of a recording that is a %s is read', async (recordFileIdAs) => {
    const calls = [aCallRecord({ id: 1, recordFileId: 77 })];
    const { portal } = await connectPortal({ data: aPortal({ calls }), settings: { recordFileIdAs } });
    expect(await onlyCall(portal)).toMatchObject({ recordFileId: 77, recordingHint: 'available' });
  });

  test('an announcement without an employee keeps its call', async () => {
    const { portal } = await connectPortal({
      data: aPortal({ calls: [aCallRecord({ id: 1, userId: null, type: 5 })] }),
    });
    expect((await onlyCall(portal)).agentId).toBeNull();
  });

  test('a conversation without a recording yet is expected to get one', async () => {
    const calls = [aCallRecord({ id: 1, recordFileId: 5, recordFromMs: TODAY_MS + 1_000 })];
    const { portal, clock } = await connectPortal({ data: aPortal({ calls }) });
    expect(await onlyCall(portal)).toMatchObject({ recordingHint: 'expected', recordFileId: null });
    clock.advance(2_000);
    expect(await portal.callsByRowId([1])).toMatchObject([{ recordingHint: 'available', recordFileId: 5 }]);
  });

  test('a missed call has no recording to wait for', async () => {
    const calls = [aCallRecord({ id: 1, failedCode: '304', durationSeconds: 0 })];
    const { portal } = await connectPortal({ data: aPortal({ calls }) });
    expect((await onlyCall(portal)).recordingHint).toBe('none');
  });

  test('what the CRM needs is carried along', async () => {
    const calls = [aCallRecord({ id: 1, crmEntityType: 'CONTACT', crmEntityId: 3, crmActivityId: 4 })];
    const { portal, fake } = await connectPortal({ data: aPortal({ calls }) });
    expect(await onlyCall(portal)).toMatchObject({
      id: `portal:${fake.host}:1`,
      externalId: '1',
      portalCallId: 'externalCall.1',
      clientPhone: PHONE,
      durationMs: 65_000,
      crmEntityType: 'contact',
      crmEntityId: 3,
      crmActivityId: 4,
    });
  });

  test('the source may be named', async () => {
    const data = aPortalWithCalls(1);
    const { portal } = await connectPortal({ data, portal: { source: 'demo' } });
    expect(await onlyCall(portal)).toMatchObject({ id: 'demo:1', source: 'demo' });
  });
});

describe('rows by id', () => {
  test('come in chunks of fifty, without the deleted ones', async () => {
    const data = aPortalWithCalls(120);
    data.calls[3]!.isDeleted = true;
    const { portal, fake } = await connectPortal({ data });
    const ids = data.calls.map((call) => call.id);
    expect(await portal.callsByRowId([...ids, 1])).toHaveLength(119);
    expect(fake.journal.count(METHOD)).toBe(3);
  });

  test('no ids means no request: an empty list would bring the whole portal', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(3) });
    expect(await portal.callsByRowId([])).toEqual([]);
    expect(fake.journal.count()).toBe(0);
  });

  test('rows that nobody asked for are noticed', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(3), settings: { ignoresFilter: true } });
    expect((await failureOf(fake, portal.callsByRowId([2]))).code).toBe('portal.ignored-filter');
  });

  test('a replaced recording shows a new file', async () => {
    const data = aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })] });
    const { portal } = await connectPortal({ data });
    data.calls[0]!.recordFileId = 6;
    expect((await portal.callsByRowId([1]))[0]!.recordFileId).toBe(6);
  });
});

describe('rights', () => {
  test.each([
    ['all', 3],
    ['department', 2],
    ['own', 1],
  ] as const)('with the right «%s» fewer rows come and nothing is said', async (statisticsRight, count) => {
    const users = [
      { id: 1, name: 'А', lastName: 'А', departments: [2] },
      { id: 7, name: 'Б', lastName: 'Б', departments: [2] },
      { id: 8, name: 'В', lastName: 'В', departments: [3] },
    ];
    const calls = [1, 7, 8].map((userId, index) => aCallRecord({ id: index + 1, userId }));
    const { portal } = await connectPortal({ data: aPortal({ users, calls }), settings: { statisticsRight } });
    expect(await callsOf(portal)).toHaveLength(count);
  });

  test('without the right the portal refuses', async () => {
    const { portal, fake } = await connectPortal({ settings: { statisticsRight: 'none' } });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.forbidden');
  });
});
