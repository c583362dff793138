import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { syncPortal } from '#core/pipeline/index.ts';
import { aCallRecord, aFileRecord, aPortal, aWave } from '../../fakes/portal-data.ts';
import { aPortalJob, filesBelow, SOURCE } from './portal-work.ts';

const CALL = `${SOURCE}:1`;
const FIRST = aWave(1_000);
const SECOND = aWave(1_500, 300);

/** A call whose recording is here, and which has another one in the portal now. */
async function aReplacedRecording() {
  const data = aPortal({
    calls: [aCallRecord({ id: 1, recordFileId: 1 })],
    files: [aFileRecord({ id: 1, content: FIRST })],
  });
  const job = await aPortalJob(data);
  await syncPortal(job.work);
  const replacement = aFileRecord({ id: 77, content: SECOND });
  data.files.push(replacement);
  data.calls[0]!.recordFileId = 77;
  const { recordings } = job.work.store;
  const contents = async () => [...(await job.files()).values()];
  return { ...job, replacement, recordings, contents };
}

describe('a recording that was replaced in the portal', () => {
  it('is here alone after the pull', async () => {
    const { work, recordings, contents } = await aReplacedRecording();
    expect(await syncPortal(work)).toMatchObject({ newRecordings: 1, failed: [] });
    expect(await contents()).toEqual([SECOND]);
    const stored = recordings.findStored(CALL);
    expect(stored?.sizeBytes).toBe(SECOND.length);
    const files = await filesBelow(path.join(work.dataDir, 'recordings'));
    expect([...files.keys()]).toEqual([path.join(work.dataDir, stored?.path ?? '')]);
    expect(await syncPortal(work)).toMatchObject({ newRecordings: 0 });
  });

  it.each([
    ['was deleted', { deletedType: 3 }, 'recording.deleted'],
    ['is a page', { behaviour: 'page' }, 'recording.not-audio'],
    ['is empty', { content: Buffer.alloc(0) }, 'recording.not-audio'],
    ['never comes whole', { behaviour: 'cut' }, 'recording.incomplete'],
  ] as const)('does not cost the former one when it %s', async (_how, trouble, code) => {
    const { work, replacement, recordings, contents } = await aReplacedRecording();
    const before = recordings.findStored(CALL);
    Object.assign(replacement, trouble);
    const summary = await syncPortal(work);
    expect(summary.failed.map(({ error }) => error.code)).toEqual([code]);
    expect(recordings.findStored(CALL)).toEqual(before);
    expect(await contents()).toContainEqual(FIRST);
  });

  it('that cannot be had for good is not asked for again', async () => {
    const { work, replacement, asked } = await aReplacedRecording();
    replacement.deletedType = 4;
    await syncPortal(work);
    const before = asked('disk.file.get');
    expect(await syncPortal(work)).toMatchObject({ failed: [] });
    expect(asked('disk.file.get')).toBe(before);
  });

  it('is tried again when its download broke', async () => {
    const { work, replacement, contents } = await aReplacedRecording();
    replacement.behaviour = 'cut';
    await syncPortal(work);
    replacement.behaviour = 'ranges';
    expect(await syncPortal(work)).toMatchObject({ newRecordings: 1 });
    expect(await contents()).toEqual([SECOND]);
  });

  it('keeps the former one when the call is deleted before the new one has come', async () => {
    const { work, fake, replacement, recordings } = await aReplacedRecording();
    replacement.behaviour = 'cut';
    await syncPortal(work);
    fake.data.calls[0]!.isDeleted = true;
    await syncPortal(work);
    expect(recordings.findStored(CALL)?.sizeBytes).toBe(FIRST.length);
  });

  it('comes also where somebody removed the former file by hand', async () => {
    const { work, recordings, contents } = await aReplacedRecording();
    await rm(path.join(work.dataDir, recordings.findStored(CALL)?.path ?? ''));
    await syncPortal(work);
    expect(await contents()).toEqual([SECOND]);
  });
});
