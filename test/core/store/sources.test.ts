import Database from 'better-sqlite3';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, type Store } from '#core/store/index.ts';
import { aCall, anAnalysis, aTranscript } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const OLD = 'portal:old.bitrix24.ru';
const NEW = 'portal:new.bitrix24.ru';

function aStore(): { store: Store; folder: string } {
  const folder = aFolder();
  const store = openStore(folder, fakeClock());
  onTestFinished(() => store.close());
  return { store, folder };
}

const save = (store: Store, source: string, externalId: string): string => {
  const call = aCall({ id: `${source}:${externalId}`, source, externalId });
  store.calls.save(call);
  return call.id;
};
const rename = (store: Store): number => store.transaction(() => store.sources.rename(OLD, NEW));

/** A call with something in every table that can refer to one. */
function aFullCall(store: Store): void {
  const id = save(store, OLD, '1');
  const { recordings, recordingChecks, removedCalls, replacedRecordings, crmLinks, outbox } = store;
  recordings.saveStored({ callId: id, path: 'recordings/a.wav', sha256: 'aa', sizeBytes: 5 });
  recordingChecks.set(id, { checks: 1, nextCheckAt: '2026-01-01T00:00:00.000Z' });
  removedCalls.mark(id);
  replacedRecordings.mark(id);
  const deal = { id: 20, title: 'Окна', stage: 'Новая', outcome: 'open' } as const;
  crmLinks.save(id, { clientType: 'contact', clientId: 3, activityId: 5, deal });
  store.dealStages.save(OLD, 20, [{ enteredAt: '2026-01-01T00:00:00.000Z', stage: 'Новая', outcome: 'open' }]);
  store.people.save(OLD, { id: '7', name: 'Анна', isActive: true, departmentIds: [2] });
  store.people.saveDepartments(OLD, new Map([[2, 'Продажи']]));
  store.portalTranscripts.save(id, 'Алло');
  store.cursors.set(OLD, '{"lastRowId":1}');
  const target = { type: 'deal', id: 20 } as const;
  outbox.plan(id, { action: 'comment', target, text: 'Дорого', marker: '[1]' });
  const transcriptId = store.transcripts.save(id, aTranscript(), 'aa');
  store.analyses.save({ callId: id, transcriptId, maker: { id: 'm', version: '1' } }, anAnalysis());
}

describe('a source that was renamed', () => {
  it('keeps everything under the new name and nothing under the old one', () => {
    const { store, folder } = aStore();
    aFullCall(store);
    expect(rename(store)).toBe(1);
    const id = `${NEW}:1`;
    expect(store.calls.find(id)).toMatchObject({ source: NEW, externalId: '1' });
    expect(store.recordings.findStored(id)?.path).toBe('recordings/a.wav');
    expect(store.transcripts.findCurrent(id)?.utterances).toHaveLength(1);
    expect(store.analyses.findCurrent(id)?.objections).toHaveLength(1);
    expect(store.crmLinks.find(id)?.deal?.id).toBe(20);
    expect(store.dealStages.of(NEW, 20)).toHaveLength(1);
    expect(store.people.find(NEW, '7')).toMatchObject({ name: 'Анна', departmentIds: [2] });
    expect(store.portalTranscripts.find(id)?.text).toBe('Алло');
    expect(store.cursors.get(NEW)).toBe('{"lastRowId":1}');
    expect(store.outbox.openOf(NEW).map(({ callId }) => callId)).toEqual([id]);
    expect(store.callList.sources()).toEqual([NEW]);

    const reader = new Database(path.join(folder, 'razbor.db'), { readonly: true });
    onTestFinished(() => void reader.close());
    expect(reader.pragma('foreign_key_check')).toEqual([]);
    const tables = reader.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
    for (const { name } of tables) {
      if (name.startsWith('utterances_fts') || name === 'renamed_sources') continue;
      expect(JSON.stringify(reader.prepare(`SELECT * FROM "${name}"`).all()), name).not.toContain(OLD);
    }
  });

  it('leaves other sources alone, also one whose name begins alike', () => {
    const { store } = aStore();
    const alike = save(store, `${OLD}:8443`, '1');
    store.recordings.setState(alike, 'pending');
    save(store, OLD, '1');
    rename(store);
    expect(store.recordings.state(alike)).toBe('pending');
    expect(store.calls.count()).toBe(2);
  });

  it('keeps of a call that was pulled under both names the one with a transcript', () => {
    const { store } = aStore();
    for (const externalId of ['1', '2', '3']) save(store, OLD, externalId);
    for (const externalId of ['1', '2', '4']) save(store, NEW, externalId);
    const transcribe = (callId: string): number => store.transcripts.save(callId, aTranscript(), callId);
    transcribe(`${OLD}:1`);
    transcribe(`${NEW}:2`);
    rename(store);
    expect(store.calls.count()).toBe(4);
    expect(store.transcripts.findCurrent(`${NEW}:1`)).toBeDefined();
    expect(store.transcripts.findCurrent(`${NEW}:2`)).toBeDefined();
  });

  it('is known by its former names, also after another move and a move back', () => {
    const { store } = aStore();
    save(store, OLD, '1');
    rename(store);
    expect(store.sources.present(OLD)).toBe(NEW);
    store.transaction(() => store.sources.rename(NEW, 'portal:third'));
    expect(store.sources.present(OLD)).toBe('portal:third');
    store.transaction(() => store.sources.rename('portal:third', OLD));
    expect(store.sources.present(OLD)).toBe(OLD);
    expect(store.sources.present(NEW)).toBe(OLD);
    expect(store.calls.find(`${OLD}:1`)).toBeDefined();
  });

  it('to its own name changes nothing', () => {
    const { store } = aStore();
    save(store, OLD, '1');
    expect(store.transaction(() => store.sources.rename(OLD, OLD))).toBe(0);
    expect(store.calls.find(`${OLD}:1`)).toBeDefined();
  });
});
