import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { installModel, modelFolder, openHub, readManifest, removeModel, verifyModel } from '#core/model-files/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import type { HubFaults } from '../../fakes/hub.ts';
import { HUB_COMMIT } from '../../fakes/hub.ts';
import { aModel, anUnknownModel, sha256Of, VOCABULARY, WEIGHTS } from './a-model.ts';
import { aHub, somewhere } from './fixtures.ts';

const partialOf = (modelsDir: string): string => path.join(modelsDir, '.parrot.partial/onnx/weights.onnx.partial');
const isInstalled = (modelsDir: string): boolean => existsSync(modelFolder(modelsDir, 'parrot'));

describe('installing a model', () => {
  it('puts checked files and a manifest into one folder, and nothing beside it', async () => {
    const { hub } = await aHub();
    const seen: number[] = [];
    const place = somewhere({ onProgress: (doneBytes) => seen.push(doneBytes) });
    const manifest = await installModel(aModel(), hub, place);
    expect(readdirSync(place.modelsDir)).toEqual(['parrot']);
    const folder = modelFolder(place.modelsDir, 'parrot');
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'onnx', 'vocab.txt']);
    expect(readFileSync(path.join(folder, 'onnx/weights.onnx'))).toEqual(WEIGHTS);
    expect(await readManifest(folder)).toEqual(manifest);
    expect(manifest.files.map(({ trust }) => trust)).toEqual(['catalog', 'catalog']);
    expect(seen.at(-1)).toBe(WEIGHTS.length + VOCABULARY.length);
    expect(await verifyModel(place.modelsDir, 'parrot', place.signal)).toMatchObject({ state: 'ok' });
  });

  it('takes the word of the hub once where the catalogue knows no checksum, and notes it', async () => {
    const { hub } = await aHub();
    const manifest = await installModel(anUnknownModel(), hub, somewhere());
    expect(manifest.commit).toBe(HUB_COMMIT);
    expect(manifest.files).toEqual([
      { path: 'onnx/weights.onnx', sizeBytes: WEIGHTS.length, sha256: sha256Of(WEIGHTS), trust: 'hub' },
      { path: 'vocab.txt', sizeBytes: VOCABULARY.length, sha256: sha256Of(VOCABULARY), trust: 'hub' },
    ]);
  });

  it('does not believe the hub another checksum later', async () => {
    const place = somewhere();
    await installModel(anUnknownModel(), (await aHub()).hub, place);
    const manifestFile = path.join(modelFolder(place.modelsDir, 'parrot'), 'manifest.json');
    const other = '0'.repeat(64);
    writeFileSync(manifestFile, readFileSync(manifestFile, 'utf8').replace(sha256Of(WEIGHTS), other));
    const model = { ...anUnknownModel(), commit: HUB_COMMIT };
    await expect(installModel(model, (await aHub()).hub, place)).rejects.toMatchObject({
      code: 'model.download-failed',
      details: { reason: 'checksum' },
    });
  });

  it('survives a hub that cuts every third connection, and fetches nothing twice', async () => {
    const { hub, fake } = await aHub({ cutEvery: 3 });
    const place = somewhere();
    for (let round = 0; round < 5; round += 1) {
      const before = fake.sentBytes();
      await installModel(aModel(), hub, place);
      expect(await verifyModel(place.modelsDir, 'parrot', place.signal)).toMatchObject({ state: 'ok' });
      expect(fake.sentBytes() - before).toBeLessThanOrEqual(WEIGHTS.length + VOCABULARY.length);
      await removeModel(place.modelsDir, 'parrot');
    }
    expect(fake.served.some((line) => line.includes('bytes='))).toBe(true);
  });

  it.each([
    ['continues where the storage allows', {}, `bytes=100000-`],
    ['starts anew where the storage ignores ranges', { range: 'ignored' }, `bytes=100000-`],
    ['starts anew where the storage refuses the range', { range: 'refused' }, `bytes=100000-`],
  ] satisfies [string, HubFaults, string][])('%s', async (_name, faults, range) => {
    const { hub, fake } = await aHub(faults);
    const place = somewhere();
    mkdirSync(path.dirname(partialOf(place.modelsDir)), { recursive: true });
    writeFileSync(partialOf(place.modelsDir), WEIGHTS.subarray(0, 100_000));
    await installModel(aModel(), hub, place);
    expect(fake.served[0]).toContain(range);
    expect(await verifyModel(place.modelsDir, 'parrot', place.signal)).toMatchObject({ state: 'ok' });
  });

  it.each([
    ['of another version', Buffer.alloc(1000, 'z')],
    ['that is too long', Buffer.alloc(400_000, 'z')],
  ])('throws a partial file away %s', async (_name, left) => {
    const { hub } = await aHub();
    const place = somewhere();
    mkdirSync(path.dirname(partialOf(place.modelsDir)), { recursive: true });
    writeFileSync(partialOf(place.modelsDir), left);
    await installModel(aModel(), hub, place);
    expect(await verifyModel(place.modelsDir, 'parrot', place.signal)).toMatchObject({ state: 'ok' });
  });

  it('waits and tries again when the storage is busy', async () => {
    const { hub } = await aHub({ failFirst: { status: 503, times: 3 } });
    const place = somewhere();
    await installModel(aModel(), hub, place);
    expect(isInstalled(place.modelsDir)).toBe(true);
  });

  it('repairs a model that is damaged', async () => {
    const { hub } = await aHub();
    const place = somewhere();
    await installModel(aModel(), hub, place);
    writeFileSync(path.join(modelFolder(place.modelsDir, 'parrot'), 'vocab.txt'), 'мусор');
    expect(await verifyModel(place.modelsDir, 'parrot', place.signal)).toMatchObject({
      state: 'damaged',
      file: 'vocab.txt',
    });
    await installModel(aModel(), hub, place);
    expect(await verifyModel(place.modelsDir, 'parrot', place.signal)).toMatchObject({ state: 'ok' });
    expect(readdirSync(place.modelsDir)).toEqual(['parrot']);
  });
});

describe('a model is not installed', () => {
  it.each([
    ['a web page comes instead', { body: 'html' }, 'page'],
    ['the file is longer', { body: 'longer' }, 'size'],
    ['the file is shorter', { body: 'shorter' }, 'connection'],
    ['the contents differ', { body: 'other' }, 'checksum'],
    ['the hub redirects to another site', { redirect: 'https://example.com/weights' }, 'redirect'],
    ['the hub redirects into the local network', { redirect: 'http://192.168.0.1/weights' }, 'redirect'],
    ['the hub redirects to a file', { redirect: 'file:///etc/passwd' }, 'redirect'],
    ['the hub has another version', { commit: 'f'.repeat(40) }, 'commit'],
    ['the storage fails for good', { failFirst: { status: 500, times: 1000 } }, 'connection'],
  ] satisfies [string, HubFaults, string][])('when %s', async (_name, faults, reason) => {
    const { hub } = await aHub(faults);
    const place = somewhere();
    await expect(installModel(aModel(), hub, place)).rejects.toMatchObject({
      code: 'model.download-failed',
      details: { reason },
    });
    expect(isInstalled(place.modelsDir)).toBe(false);
  });

  it('when the hub does not say a checksum that nobody knows', async () => {
    const { hub } = await aHub({ without: ['x-linked-etag'] });
    await expect(installModel(anUnknownModel(), hub, somewhere())).rejects.toMatchObject({
      details: { reason: 'no-checksum' },
    });
  });

  it('when the hub contradicts the catalogue, before anything is fetched', async () => {
    const { hub, fake } = await aHub();
    const [weights, vocabulary] = aModel().files;
    const model = aModel({ files: [{ ...weights!, sha256: 'a'.repeat(64) }, vocabulary!] });
    await expect(installModel(model, hub, somewhere())).rejects.toMatchObject({ details: { reason: 'checksum' } });
    expect(fake.sentBytes()).toBe(0);
  });

  it('when the hub does not have it', async () => {
    const { hub } = await aHub();
    await expect(installModel(aModel({ repo: 'birds/dodo' }), hub, somewhere())).rejects.toMatchObject({
      details: { reason: 'status', status: 404 },
    });
  });

  it('when it would not fit on the disk, before anything is fetched', async () => {
    const { hub, fake } = await aHub();
    const place = somewhere({ freeBytes: () => Promise.resolve(1_000_000) });
    await expect(installModel(aModel(), hub, place)).rejects.toMatchObject({ code: 'disk.full' });
    expect(fake.sentBytes()).toBe(0);
  });

  it.runIf(existsSync('/dev/full'))('when the disk fills up meanwhile', async () => {
    const { hub } = await aHub();
    const place = somewhere();
    mkdirSync(path.dirname(partialOf(place.modelsDir)), { recursive: true });
    symlinkSync('/dev/full', partialOf(place.modelsDir));
    await expect(installModel(aModel(), hub, place)).rejects.toMatchObject({ code: 'disk.full' });
    expect(isInstalled(place.modelsDir)).toBe(false);
  });

  it('when it does not work, and nothing of it is kept', async () => {
    const { hub } = await aHub();
    const place = somewhere({ check: () => Promise.reject(new Error('says nothing')) });
    await expect(installModel(aModel(), hub, place)).rejects.toThrow('says nothing');
    expect(readdirSync(place.modelsDir)).toEqual([]);
  });

  it('when it is cancelled; the next call goes on', async () => {
    const { hub } = await aHub({ isSlow: true });
    const controller = new AbortController();
    const modelsDir = somewhere().modelsDir;
    const place = somewhere({
      modelsDir,
      signal: controller.signal,
      onProgress: (doneBytes) => {
        if (doneBytes > 50_000) controller.abort(new Error('enough'));
      },
    });
    await expect(installModel(aModel(), hub, place)).rejects.toThrow('enough');
    expect(isInstalled(modelsDir)).toBe(false);
    const keptBytes = statSync(partialOf(modelsDir)).size;
    expect(keptBytes).toBeGreaterThan(50_000);
    const next = await aHub();
    await installModel(aModel(), next.hub, somewhere({ modelsDir }));
    expect(next.fake.served[0]).toContain(`bytes=${keptBytes}-`);
  });
});

describe('the address of the hub', () => {
  it.each(['http://hub.example.com', 'ftp://hub.example.com', 'hub', 'https://user:key@hub.example.com'])(
    '%s is refused',
    (url) => {
      expect(() => openHub({ url, proxies: STRAIGHT })).toThrow(expect.objectContaining({ code: 'input.invalid' }));
    },
  );
});
