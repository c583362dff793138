import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { aCallRecord, aFileRecord, aPortal, aWave } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf } from '../../fakes/portal.ts';
import { download, oneRecording, sha256 } from './recording-to-download.ts';

describe('a recording arrives', () => {
  test('byte for byte, with its size and hash', async () => {
    const one = await oneRecording();
    expect(await download(one)).toEqual({ sha256: sha256(one.file.content), sizeBytes: one.file.content.length });
    expect(await readFile(one.target)).toEqual(one.file.content);
    expect(await readdir(one.folder)).toEqual(['call.wav']);
  });

  test.each(['ranges', 'no-ranges', 'chunked', 'gzip', 'redirect'] as const)(
    'from a server with «%s»',
    async (behaviour) => {
      const one = await oneRecording({ behaviour });
      expect((await download(one)).sha256).toBe(sha256(one.file.content));
    },
  );

  test('over an older file of the same name', async () => {
    const one = await oneRecording();
    await writeFile(one.target, 'older');
    await download(one);
    expect(await readFile(one.target)).toEqual(one.file.content);
  });

  test('with the headers that the portal wants and no others of ours', async () => {
    const one = await oneRecording();
    await download(one);
    const { headers } = one.fake.journal.of('download')[0]!;
    expect(headers['user-agent']).toMatch(/^Mozilla\/5\.0 /u);
    expect(headers).toMatchObject({ accept: '*/*', referer: `https://${one.fake.host}/` });
    expect(headers['accept-language']).toBeTruthy();
    expect(headers.authorization).toBeUndefined();
    expect(headers.cookie).toBeUndefined();
  });

  test('with progress up to the whole', async () => {
    const one = await oneRecording({ content: aWave(200_000) });
    const seen: [number, number | null][] = [];
    await one.portal.downloadRecording(one.call, one.target, { onProgress: (...step) => seen.push(step) });
    expect(seen.at(-1)).toEqual([one.file.content.length, one.file.content.length]);
    expect(seen.map(([received]) => received)).toEqual(seen.map(([received]) => received).toSorted((a, b) => a - b));
  });

  test('an MP3 under the name of a WAV as well: the content decides later', async () => {
    const content = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(2_000, 7)]);
    const one = await oneRecording({ content, name: 'call.wav' });
    expect((await download(one)).sizeBytes).toBe(content.length);
  });

  test('where the file card tells no size', async () => {
    const one = await oneRecording({ statedSize: null });
    expect((await download(one)).sizeBytes).toBe(one.file.content.length);
  });

  test('asking for the link right before, each time', async () => {
    const one = await oneRecording();
    await download(one);
    await download(one);
    expect(one.fake.journal.count('disk.file.get')).toBe(2);
  });

  test('with links for fifty in one request where they were announced', async () => {
    const files = Array.from({ length: 60 }, (_, index) => aFileRecord({ id: index + 1 }));
    files[3]!.deletedType = 3;
    const calls = files.map(({ id }) => aCallRecord({ id, recordFileId: id }));
    const { portal, fake, folder } = await connectPortal({ data: aPortal({ calls, files }) });
    const listed = await callsOf(portal);
    fake.journal.clear();
    portal.announceDownloads(listed);
    const failed: number[] = [];
    for (const call of listed) {
      await portal.downloadRecording(call, path.join(folder, String(call.rowId))).catch(() => failed.push(call.rowId));
    }
    expect(failed).toEqual([4]);
    expect(fake.journal.count('download')).toBe(59);
    expect(fake.journal.count('batch')).toBe(2);
    // The deleted one was asked for by itself, to know why.
    expect(fake.journal.count('disk.file.get')).toBe(1);
  });

  test('several at once, each into its own file', async () => {
    const files = [5, 6, 7].map((id) => aFileRecord({ id, content: aWave(2_000, id * 100) }));
    const calls = files.map(({ id }) => aCallRecord({ id, recordFileId: id }));
    const { portal, folder } = await connectPortal({ data: aPortal({ calls, files }) });
    const results = await Promise.all(
      (await callsOf(portal)).map((call) => portal.downloadRecording(call, path.join(folder, `${call.rowId}.wav`))),
    );
    expect(results.map((result) => result.sha256)).toEqual(files.map((file) => sha256(file.content)));
  });
});

describe('a transfer that breaks', () => {
  test('is continued where it stopped', async () => {
    const one = await oneRecording({ behaviour: 'cut-once', content: aWave(50_000) });
    expect((await download(one)).sha256).toBe(sha256(one.file.content));
    const ranges = one.fake.journal.of('download').map((entry) => entry.headers.range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=\d{3,}-$/u);
  });

  test('is started again where ranges are refused', async () => {
    const one = await oneRecording({ behaviour: 'range-refused', content: aWave(50_000) });
    expect((await download(one)).sha256).toBe(sha256(one.file.content));
  });

  test('is started again where the file has changed meanwhile', async () => {
    const one = await oneRecording({ behaviour: 'cut', content: aWave(50_000) });
    const statuses = one.fake.journal;
    one.fake.faults.setRule((method) => {
      if (method === 'disk.file.get' && statuses.count('download') === 1) {
        one.file.content = aWave(40_000, 880);
        one.file.version = 2;
        one.file.behaviour = 'ranges';
      }
      return null;
    });
    expect((await download(one)).sha256).toBe(sha256(aWave(40_000, 880)));
    expect(one.fake.journal.of('download')[1]!.headers.range).toBeUndefined();
  });

  test('is continued by the next run of the program', async () => {
    const one = await oneRecording({ behaviour: 'cut', content: aWave(50_000) });
    await failureOf(one.fake, download(one));
    expect((await readdir(one.folder)).toSorted()).toEqual(['call.wav.part', 'call.wav.part.json']);
    one.file.behaviour = 'ranges';
    const portal = one.connect();
    const result = await portal.downloadRecording(one.call, one.target);
    expect(result.sha256).toBe(sha256(one.file.content));
    expect(one.fake.journal.of('download').at(-1)!.headers.range).toMatch(/^bytes=\d{3,}-$/u);
    expect(await readdir(one.folder)).toEqual(['call.wav']);
  });

  test('for ever, ends as incomplete and never under the final name', async () => {
    const one = await oneRecording({ behaviour: 'cut' });
    expect((await failureOf(one.fake, download(one))).code).toBe('recording.incomplete');
    expect(await readdir(one.folder)).not.toContain('call.wav');
  });

  test.each([
    ['fewer bytes than the file card says', 'too-short'],
    ['silence after the headers', 'stall'],
    ['one byte at a time', 'trickle'],
  ] as const)('%s is incomplete', async (_what, behaviour) => {
    const one = await oneRecording({ behaviour }, { limits: { idleTimeoutMs: 40 } });
    expect((await failureOf(one.fake, download(one))).code).toBe('recording.incomplete');
  });

  test('when it is cancelled the part stays for the next time', async () => {
    const one = await oneRecording({ content: aWave(200_000) });
    const abort = new AbortController();
    const options = { signal: abort.signal, onProgress: () => abort.abort() };
    const error = await failureOf(one.fake, one.portal.downloadRecording(one.call, one.target, options));
    expect(error.code).toBe('job.cancelled');
    expect(await readdir(one.folder)).toContain('call.wav.part');
  });

  test('on limits and server errors is repeated', async () => {
    const one = await oneRecording();
    one.fake.faults.add({
      method: 'download',
      calls: [1],
      reply: { kind: 'rest', code: 'QUERY_LIMIT_EXCEEDED', status: 503 },
    });
    one.fake.faults.add({ method: 'download', calls: [1, 2], reply: { kind: 'raw', status: 502, body: '<html>' } });
    expect((await download(one)).sizeBytes).toBe(one.file.content.length);
  });
});
