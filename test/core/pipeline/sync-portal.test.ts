import { describe, expect, it } from 'vitest';
import { syncPortal } from '#core/pipeline/index.ts';
import { aCallRecord, aFileRecord, aPortal, aWave, TODAY_MS } from '../../fakes/portal-data.ts';
import { aPortalJob, SOURCE } from './portal-work.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const idOf = (rowId: number): string => `${SOURCE}:${rowId}`;

/** `count` calls with recordings, ids 1 … count, one minute apart, the last one an hour ago. */
function aPortalWithRecordings(count: number) {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  return aPortal({
    files: ids.map((id) => aFileRecord({ id, content: aWave(600, 200 + id) })),
    calls: ids.map((id) =>
      aCallRecord({ id, recordFileId: id, startedAtMs: TODAY_MS - HOUR_MS - (count - id) * MINUTE_MS }),
    ),
  });
}

describe('syncPortal', () => {
  it('brings the last thirty days at first, then only what is new', async () => {
    const data = aPortalWithRecordings(3);
    data.calls.unshift(aCallRecord({ id: 1, startedAtMs: TODAY_MS - 40 * DAY_MS }));
    data.calls.splice(1, 1);
    const { work, fake } = await aPortalJob(data);
    expect(await syncPortal(work)).toMatchObject({ calls: 2, newCalls: 2, newRecordings: 2, failed: [] });
    expect(await syncPortal(work)).toMatchObject({ newCalls: 0, newRecordings: 0 });
    fake.data.calls.push(aCallRecord({ id: 9, recordFileId: 9 }));
    fake.data.files.push(aFileRecord({ id: 9 }));
    expect(await syncPortal(work)).toMatchObject({ newCalls: 1, newRecordings: 1 });
  });

  it('asks for the links of many recordings in one request', async () => {
    const { work, files, asked } = await aPortalJob(aPortalWithRecordings(60));
    await syncPortal(work);
    expect((await files()).size).toBe(60);
    expect(asked('disk.file.get')).toBe(0);
    expect(asked('download')).toBe(60);
    // Pages of calls, names, two batches of links.
    expect(asked('batch') + asked('voximplant.statistic.get') + asked('user.get')).toBeLessThanOrEqual(6);
  });

  it('continues behind the last stored page after a failure', async () => {
    const { work, fake, asked } = await aPortalJob(aPortalWithRecordings(130));
    fake.settings.fillsReferences = false;
    fake.faults.add({ method: 'batch', reply: { kind: 'rest', code: 'ERROR_METHOD_NOT_FOUND', status: 404 } });
    fake.faults.add({
      method: 'voximplant.statistic.get',
      calls: [2],
      reply: { kind: 'rest', code: 'INVALID_CREDENTIALS', status: 401 },
    });
    await expect(syncPortal(work)).rejects.toMatchObject({ code: 'portal.unauthorized' });
    expect(work.store.calls.count()).toBe(50);
    expect(JSON.parse(work.store.cursors.get(SOURCE)!)).toMatchObject({ lastRowId: 50 });
    fake.faults.clear();
    expect(await syncPortal(work)).toMatchObject({ newCalls: 80, newRecordings: 130 });
    expect(asked('download')).toBe(130);
  });

  it('does not look for a late recording before it is due, then finds it', async () => {
    const { work, clock, asked } = await aPortalJob(
      aPortal({
        calls: [
          aCallRecord({
            id: 1,
            recordFileId: 1,
            recordFromMs: TODAY_MS + 2 * MINUTE_MS,
            startedAtMs: TODAY_MS - 90_000,
          }),
        ],
        files: [aFileRecord({ id: 1 })],
      }),
    );
    expect(await syncPortal(work)).toMatchObject({ waiting: 1, newRecordings: 0, failed: [] });
    const before = asked('voximplant.statistic.get');
    expect(await syncPortal(work)).toMatchObject({ waiting: 1 });
    expect(asked('voximplant.statistic.get')).toBe(before + 1);
    clock.advance(3 * MINUTE_MS);
    expect(await syncPortal(work)).toMatchObject({ waiting: 0, newRecordings: 1 });
    expect(asked('download')).toBe(1);
  });

  it('gives up on a recording that never comes, and takes it when it comes all the same', async () => {
    const { work, clock, fake } = await aPortalJob(
      aPortal({ calls: [aCallRecord({ id: 1 })], files: [aFileRecord({ id: 1 })] }),
    );
    for (let day = 0; day <= 8; day += 1) {
      await syncPortal(work);
      clock.advance(DAY_MS);
    }
    expect(work.store.recordings.state(idOf(1))).toBe('missing');
    fake.data.calls[0]!.recordFileId = 1;
    expect(await syncPortal(work)).toMatchObject({ newRecordings: 1, waiting: 0 });
  });

  it('fetches a replaced recording again and leaves one file', async () => {
    const { work, fake, files } = await aPortalJob(aPortalWithRecordings(1));
    await syncPortal(work);
    // MPEG-1 layer III, 128 kbit/s at 44.1 kHz: 417 bytes a frame.
    const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]);
    const mp3 = Buffer.concat([frame, frame, frame, frame]);
    fake.data.files.push(aFileRecord({ id: 77, content: mp3, name: 'recording.mp3', contentType: 'audio/mpeg' }));
    fake.data.calls[0]!.recordFileId = 77;
    expect(await syncPortal(work)).toMatchObject({ newCalls: 0, newRecordings: 1 });
    expect([...(await files()).values()]).toEqual([mp3]);
  });

  it('marks calls that were deleted in the portal and keeps them with their recordings', async () => {
    const { work, fake, clock, files } = await aPortalJob(aPortalWithRecordings(3));
    await syncPortal(work);
    fake.data.calls[1]!.isDeleted = true;
    expect(await syncPortal(work)).toMatchObject({ removed: 0 });
    clock.advance(DAY_MS);
    expect(await syncPortal(work)).toMatchObject({ removed: 1 });
    expect(work.store.calls.count()).toBe(3);
    expect((await files()).size).toBe(3);
    clock.advance(DAY_MS);
    expect(await syncPortal(work)).toMatchObject({ removed: 0 });
    fake.data.calls[1]!.isDeleted = false;
    await syncPortal(work);
    expect(work.store.removedCalls.unmark(idOf(2))).toBe(false);
  });

  it('settles a late recording whose call was deleted', async () => {
    const { work, fake, clock } = await aPortalJob(aPortal({ calls: [aCallRecord({ id: 1 })] }));
    await syncPortal(work);
    fake.data.calls[0]!.isDeleted = true;
    clock.advance(2 * HOUR_MS);
    expect(await syncPortal(work)).toMatchObject({ waiting: 0, failed: [] });
    expect(work.store.recordings.state(idOf(1))).toBe('deleted');
  });

  it('says what failed for one recording and brings the others', async () => {
    const data = aPortalWithRecordings(5);
    data.files[1]!.behaviour = 'page';
    data.files[3]!.deletedType = 3;
    const { work, files } = await aPortalJob(data);
    const { newRecordings, failed } = await syncPortal(work);
    expect(newRecordings).toBe(3);
    expect(failed.map(({ callId, error }) => [callId, error.code]).sort()).toEqual([
      [idOf(2), 'recording.not-audio'],
      [idOf(4), 'recording.deleted'],
    ]);
    expect((await files()).size).toBe(3);
  });

  it('stops all downloads when the portal as a whole refuses', async () => {
    const { work, fake, files } = await aPortalJob(aPortalWithRecordings(20));
    fake.faults.add({
      method: 'download',
      calls: [5],
      reply: { kind: 'rest', code: 'INVALID_CREDENTIALS', status: 401 },
    });
    await expect(syncPortal(work)).rejects.toMatchObject({ code: 'portal.unauthorized' });
    expect((await files()).size).toBeLessThan(20);
    fake.faults.clear();
    await syncPortal(work);
    expect((await files()).size).toBe(20);
  });

  it('tells how many rows and recordings are left', async () => {
    const { work } = await aPortalJob(aPortalWithRecordings(70));
    const seen: unknown[] = [];
    await syncPortal({ ...work, onProgress: (progress) => seen.push(progress) });
    expect(seen[0]).toEqual({ callsListed: 50, callsRemaining: 20, recordingsDone: 0, recordingsTotal: 0 });
    expect(seen.at(-1)).toEqual({ callsListed: 70, callsRemaining: null, recordingsDone: 70, recordingsTotal: 70 });
  });
});
