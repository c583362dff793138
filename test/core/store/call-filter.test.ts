import { describe, expect, it, onTestFinished } from 'vitest';
import { ANY_OBJECTION, NO_OBJECTION, departmentKey } from '#core/domain/call-list.ts';
import type { ObjectionFinding } from '#core/domain/finding.ts';
import { openStore, type InstantFilter, type Store } from '#core/store/index.ts';
import { aCall, anAnalysis, aTranscript } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const objection = anAnalysis().objections[0]!;
const argued: ObjectionFinding = { ...objection, verdict: 'argued', handled: false };
const handled: ObjectionFinding = { ...objection, category: 'no_time', verdict: 'handled', handled: true };

/** Analysed calls by what they hold; `waiting` is not analysed. The CRM was asked about the first two. */
function aStore(): Store {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  const save = (externalId: string, analysis: Partial<ReturnType<typeof anAnalysis>>): void => {
    const callId = `demo:${externalId}`;
    store.calls.save(aCall({ externalId }));
    const transcriptId = store.transcripts.save(callId, aTranscript(), externalId);
    store.analyses.save({ callId, transcriptId, maker: { id: 'text', version: '1' } }, anAnalysis(analysis));
  };
  save('argued', { objections: [argued], nextStep: 'перезвонить' });
  save('both', { objections: [argued, handled] });
  save('handled', { objections: [handled] });
  save('none', { objections: [], nextStep: 'счёт' });
  save('nothing', { objections: [] });
  store.calls.save(aCall({ externalId: 'waiting' }));
  const link = { clientType: null, clientId: null, activityId: null };
  store.crmLinks.save('demo:argued', { ...link, deal: { id: 1, title: null, stage: null, outcome: 'won' } });
  store.crmLinks.save('demo:both', { ...link, deal: null });
  return store;
}

/** What follows the source in the ids, in alphabetical order. */
function found(store: Store, filter: InstantFilter): string[] {
  const ids = store.callList.ids(filter, 100).map((id) => id.slice(id.lastIndexOf(':') + 1));
  const page = store.callList.page({ filter, order: 'startedAt', descending: true, offset: 0, limit: 1 });
  // Every question about the same calls gives the same number of them.
  expect([page.total, store.callList.totals(filter).calls]).toEqual([ids.length, ids.length]);
  return ids.sort();
}

describe('calls are filtered by', () => {
  it.each<[string, InstantFilter, string[]]>([
    ['no objection, which nobody knows before the analysis', { objection: NO_OBJECTION }, ['none', 'nothing']],
    ['no objection, met in some way: there are none', { objection: NO_OBJECTION, verdict: 'handled' }, []],
    ['an objection that was handled', { verdict: 'handled' }, ['both', 'handled']],
    ['an objection that was not handled', { verdict: 'unhandled' }, ['argued', 'both']],
    ['a category that was not handled', { objection: 'no_time', verdict: 'unhandled' }, []],
    ['any objection that was not handled', { objection: ANY_OBJECTION, verdict: 'unhandled' }, ['argued', 'both']],
    ['an agreed next step', { nextStep: 'agreed' }, ['argued', 'none']],
    ['a missing next step', { nextStep: 'missing' }, ['both', 'handled', 'nothing']],
    ['an objection and a missing next step', { verdict: 'handled', nextStep: 'missing' }, ['both', 'handled']],
    ['no objection and a missing next step', { objection: NO_OBJECTION, nextStep: 'missing' }, ['nothing']],
    ['calls that the CRM was not asked about', { deal: 'unasked' }, ['handled', 'none', 'nothing', 'waiting']],
    ['the CRM not asked, no next step', { deal: 'unasked', nextStep: 'missing' }, ['handled', 'nothing']],
  ])('%s', (_name, filter, expected) => {
    expect(found(aStore(), filter)).toEqual(expected);
  });
});

describe('departments of two sources', () => {
  /** Manager 7 and department 1 are somebody and something else in each of the two portals. */
  function twoPortals(names: readonly [first: string, second: string]): Store {
    const store = openStore(aFolder(), fakeClock());
    onTestFinished(() => store.close());
    for (const [index, source] of ['portal:a.example', 'portal:b.example'].entries()) {
      store.calls.save(aCall({ source, id: `${source}:call${index}`, externalId: `call${index}`, agentId: '7' }));
      store.people.save(source, { id: '7', name: `Кто-то ${index}`, isActive: true, departmentIds: [1] });
      store.people.saveDepartments(source, new Map([[1, names[index]!]]));
    }
    return store;
  }

  it('do not mix, though their numbers and those of their managers are the same', () => {
    const store = twoPortals(['Продажи', 'Склад']);
    expect(found(store, { department: 'Продажи' })).toEqual(['call0']);
    expect(found(store, { department: 'Склад' })).toEqual(['call1']);
  });

  it('are told apart where even their names are the same', () => {
    const store = twoPortals(['Продажи', 'Продажи']);
    const [first, second] = store.callList.departments();
    expect([first?.source, second?.source]).toEqual(['portal:a.example', 'portal:b.example']);
    expect(found(store, { department: first!.key })).toEqual(['call0']);
    expect(second?.key).toBe(departmentKey('Продажи', 'portal:b.example'));
    expect(found(store, { department: second!.key })).toEqual(['call1']);
    expect(found(store, { department: 'Продажи' })).toEqual(['call0', 'call1']);
  });

  it('show a manager in the department of his own portal', () => {
    const store = twoPortals(['Продажи', 'Архив']);
    store.calls.save(
      aCall({ source: 'portal:b.example', id: 'portal:b.example:9', externalId: '9', agentId: '9', agentName: 'Вера' }),
    );
    store.people.save('portal:b.example', { id: '9', name: 'Вера', isActive: false, departmentIds: [1] });
    expect(store.callList.agents().find(({ id }) => id === '9')).toEqual({
      id: '9',
      name: 'Вера',
      department: 'Архив',
      isActive: false,
    });
  });
});
