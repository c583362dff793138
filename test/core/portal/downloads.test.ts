import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DownloadBehaviour, FileRecord } from '#core/demo/index.ts';
import type { PortalCall } from '#core/portal/index.ts';
import { aCallRecord, aFileRecord, aPortal, aWave, TODAY_MS } from '../../fakes/portal-data.ts';
import {
  callsOf,
  type Connected,
  type ConnectOptions,
  connectPortal,
  failureOf,
  onlyCall,
} from '../../fakes/portal.ts';

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** One call with one recording, and where it should go. */
async function oneRecording(
  file: Partial<FileRecord> = {},
  options: ConnectOptions = {},
): Promise<Connected & { call: PortalCall; target: string; file: FileRecord }> {
  const record = aFileRecord({ id: 5, ...file });
  const data = aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })], files: [record] });
  const connected = await connectPortal({ data, ...options });
  const call = await onlyCall(connected.portal);
  return { ...connected, call, file: record, target: path.join(connected.folder, 'call.wav') };
}

const download = ({ portal, call, target }: { portal: Connected['portal']; call: PortalCall; target: string }) =>
  portal.downloadRecording(call, target);

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

describe('what is no recording', () => {
  test.each([
    ['a page with status 200', { behaviour: 'page' }, 'recording.not-audio'],
    ['a page with status 404', { behaviour: 'not-found-page' }, 'recording.not-audio'],
    ['an empty file', { content: Buffer.alloc(0) }, 'recording.not-audio'],
    ['a few bytes', { content: Buffer.from('RIFF') }, 'recording.not-audio'],
    ['plain text', { content: Buffer.from('Запись недоступна. '.repeat(100)) }, 'recording.not-audio'],
    [
      'JSON that is no error',
      { content: Buffer.from(JSON.stringify({ data: 'x'.repeat(2_000) })) },
      'recording.not-audio',
    ],
  ] as const)('%s', async (_what, file, code) => {
    const one = await oneRecording(file);
    expect((await failureOf(one.fake, download(one))).code).toBe(code);
    expect(await readdir(one.folder)).toEqual([]);
  });

  test('an error of the portal with status 200 keeps its meaning', async () => {
    const one = await oneRecording({ behaviour: 'json-error' });
    expect((await failureOf(one.fake, download(one))).code).toBe('recording.forbidden');
  });

  test('a link that was altered on the way', async () => {
    const one = await oneRecording();
    one.fake.faults.add({ method: 'download', reply: { kind: 'rest', code: 'INVALID_TOKEN', status: 403 } });
    expect((await failureOf(one.fake, download(one))).code).toBe('portal.unauthorized');
  });

  test.each([
    ['by its file card', { statedSize: 5_000_000 }],
    ['by the headers', { statedSize: null, content: aWave(60_000) }],
    ['only by what arrives', { statedSize: null, content: aWave(60_000), behaviour: 'chunked' as DownloadBehaviour }],
  ])('a file over the limit %s', async (_how, file) => {
    const one = await oneRecording(file, { limits: { maxRecordingBytes: 100_000 } });
    expect((await failureOf(one.fake, download(one))).code).toBe('recording.too-large');
    expect(await readdir(one.folder)).toEqual([]);
  });
});

describe('redirections', () => {
  test('to a storage host carry no address of ours', async () => {
    const one = await oneRecording({ behaviour: 'redirect' });
    await download(one);
    const [entry] = one.fake.foreignJournal.entries;
    expect(entry!.headers.referer).toBeUndefined();
    expect(JSON.stringify(entry)).not.toContain(one.fake.settings.secret);
  });

  test.each(['redirect-to-http', 'redirect-loop'] as const)('of the kind %s are refused', async (behaviour) => {
    const one = await oneRecording({ behaviour });
    expect((await failureOf(one.fake, download(one))).code).toBe('recording.not-audio');
  });

  test('that would show the key to another host are refused before the request', async () => {
    const one = await oneRecording({ behaviour: 'redirect-with-secret' });
    expect(await failureOf(one.fake, download(one))).toMatchObject({
      code: 'recording.not-audio',
      details: { reason: 'secret-to-other-host' },
    });
    expect(one.fake.foreignJournal.count()).toBe(0);
  });
});

describe('recordings that are not to be had', () => {
  test.each([3, 4])('deleted (%i) in the portal', async (deletedType) => {
    const one = await oneRecording({ deletedType });
    expect((await failureOf(one.fake, download(one))).code).toBe('recording.deleted');
  });

  test('removed for good', async () => {
    const one = await oneRecording();
    one.fake.data.files.length = 0;
    expect((await failureOf(one.fake, download(one))).code).toBe('recording.deleted');
  });

  test('of a colleague, for somebody who is no administrator', async () => {
    const users = [{ id: 1, name: 'А', lastName: 'А' }];
    const one = await oneRecording();
    one.fake.data.users.splice(0, Infinity, ...users);
    expect((await failureOf(one.fake, download(one))).code).toBe('recording.forbidden');
  });

  test('not there yet', async () => {
    const data = aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5, recordFromMs: TODAY_MS + 1 })] });
    const { portal, fake, folder } = await connectPortal({ data });
    const promise = portal.downloadRecording(await onlyCall(portal), path.join(folder, 'x'));
    expect((await failureOf(fake, promise)).code).toBe('recording.pending');
  });

  test('never made', async () => {
    const data = aPortal({ calls: [aCallRecord({ id: 1, failedCode: '304', durationSeconds: 0 })] });
    const { portal, fake, folder } = await connectPortal({ data });
    const promise = portal.downloadRecording(await onlyCall(portal), path.join(folder, 'x'));
    expect((await failureOf(fake, promise)).code).toBe('recording.missing');
  });

  test('without a folder to put them into', async () => {
    const one = await oneRecording();
    const promise = one.portal.downloadRecording(one.call, path.join(one.folder, 'missing', 'x.wav'));
    expect((await failureOf(one.fake, promise)).code).toBe('file.unreadable');
  });

  // A device of Linux that refuses every byte stands for a full disk; other systems have nothing like it.
  test.runIf(existsSync('/dev/full'))('for lack of space', async () => {
    const one = await oneRecording();
    await symlink('/dev/full', `${one.target}.part`);
    expect((await failureOf(one.fake, download(one))).code).toBe('disk.full');
    expect(await readdir(one.folder)).toEqual([]);
  });

  test('one of them does not stop the others', async () => {
    const files = [5, 6, 7].map((id) => aFileRecord({ id }));
    files[1]!.deletedType = 3;
    const calls = files.map(({ id }) => aCallRecord({ id, recordFileId: id }));
    const { portal, folder } = await connectPortal({ data: aPortal({ calls, files }) });
    const outcomes = await Promise.allSettled(
      (await callsOf(portal)).map((call) => portal.downloadRecording(call, path.join(folder, String(call.rowId)))),
    );
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('a recording at the telephony provider', () => {
  /** A call without a file on the drive; the link leads to the other host of the imitation. */
  async function atProvider(file: Partial<FileRecord> = {}, link?: (origin: string) => string) {
    const record = aFileRecord({ id: 5, ...file });
    const call = aCallRecord({ id: 1 });
    const connected = await connectPortal({ data: aPortal({ calls: [call], files: [record] }) });
    const origin = connected.fake.foreignOrigin;
    call.recordUrl = link ? link(origin) : `${origin}/storage/5?sign=s3cr3t`;
    const portal = connected.connect({ allowedRecordingHosts: [new URL(origin).host] });
    const target = path.join(connected.folder, 'call.wav');
    return { ...connected, allowed: portal, target, file: record, listed: await onlyCall(portal) };
  }

  test('is fetched without the portal’s address or key', async () => {
    const { allowed, listed, target, file, fake } = await atProvider();
    expect(listed.recordingHint).toBe('available');
    expect((await allowed.downloadRecording(listed, target)).sha256).toBe(sha256(file.content));
    expect(fake.foreignJournal.entries[0]!.headers.referer).toBeUndefined();
    expect(fake.journal.count('disk.file.get')).toBe(0);
  });

  test('is fetched where the drive has none any more', async () => {
    const { allowed, listed, target, file } = await atProvider();
    const call = { ...listed, recordFileId: 99 };
    expect((await allowed.downloadRecording(call, target)).sha256).toBe(sha256(file.content));
  });

  test('inside the own network is not asked for unless the user allowed the host', async () => {
    const { portal, listed, target, fake } = await atProvider();
    expect(await failureOf(fake, portal.downloadRecording(listed, target))).toMatchObject({
      code: 'recording.not-audio',
      details: { reason: 'private-address' },
    });
    expect(fake.foreignJournal.count()).toBe(0);
  });

  test.each([
    'https://10.0.0.1/x.mp3',
    'http://192.168.1.1/x.mp3',
    'http://169.254.169.254/latest',
    'https://[::1]/x.mp3',
    'https://[::ffff:127.0.0.1]/x.mp3',
    'http://localhost/x.mp3',
  ])('at %s is not asked for', async (url) => {
    const { portal, listed, target, fake } = await atProvider({}, () => url);
    expect((await failureOf(fake, portal.downloadRecording(listed, target))).details.reason).toBe('private-address');
  });

  test.each(['ftp://example.com/x.mp3', 'file:///etc/passwd', 'nonsense'])('at %s is refused', async (url) => {
    const { allowed, listed, target, fake } = await atProvider({}, () => url);
    expect((await failureOf(fake, allowed.downloadRecording(listed, target))).code).toBe('recording.not-audio');
  });

  test('that is a page is no recording', async () => {
    const { allowed, listed, target, fake } = await atProvider({ behaviour: 'page' });
    expect((await failureOf(fake, allowed.downloadRecording(listed, target))).code).toBe('recording.not-audio');
  });

  test('leaves no link behind in files', async () => {
    const { allowed, listed, target, fake, folder } = await atProvider({ behaviour: 'cut' });
    expect((await failureOf(fake, allowed.downloadRecording(listed, target))).code).toBe('recording.incomplete');
    const note = (await readdir(folder)).find((name) => name.endsWith('.json'));
    expect(await readFile(path.join(folder, note!), 'utf8')).not.toContain('s3cr3t');
  });
});
