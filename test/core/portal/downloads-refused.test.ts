import { existsSync } from 'node:fs';
import { readdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DownloadBehaviour, FileRecord } from '#core/demo/index.ts';
import { aCallRecord, aFileRecord, aPortal, aWave, TODAY_MS } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf, onlyCall } from '../../fakes/portal.ts';
import { download, oneRecording, sha256 } from './recording-to-download.ts';

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
