import { describe, expect, it, onTestFinished } from 'vitest';
import { ANY_OBJECTION } from '#core/domain/call-list.ts';
import { AppError } from '#core/errors.ts';
import { openStore, type CallListQuery, type InstantFilter, type Store } from '#core/store/index.ts';
import { aCall, anAnalysis, aTranscript, anUtterance } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const maker = { id: 'text', version: '1' };
const objection = anAnalysis().objections[0]!;

/** Three calls: 1 is analysed with a price objection, 2 with a handled one about time, 3 has no recording. */
function aStore(): Store {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  const analysed = (externalId: string, text: string, analysis: Partial<ReturnType<typeof anAnalysis>>) => {
    const callId = `demo:${externalId}`;
    store.recordings.saveStored({ callId, path: `${externalId}.wav`, sha256: externalId, sizeBytes: 1 });
    const transcriptId = store.transcripts.save(
      callId,
      aTranscript({ utterances: [anUtterance({ text })] }),
      externalId,
    );
    store.analyses.save({ callId, transcriptId, maker }, anAnalysis(analysis));
  };
  store.calls.save(aCall({ externalId: '1', startedAt: '2026-11-18T10:00:00.000Z', durationMs: 30_000 }));
  store.calls.save(
    aCall({ externalId: '2', startedAt: '2026-11-19T10:00:00.000Z', agentId: '8', agentName: 'Олег', direction: 'in' }),
  );
  store.calls.save(aCall({ externalId: '3', startedAt: '2026-11-20T10:00:00.000Z', clientPhone: '+79995550011' }));
  analysed('1', 'для нас это дорого', {});
  analysed('2', 'сейчас некогда говорить', {
    topic: 'support',
    sentiment: 'negative',
    outcome: { kind: 'postponed', quote: 'некогда', utterance: 0 },
    objections: [{ ...objection, category: 'no_time', verdict: 'handled', handled: true }],
  });
  const link = { clientType: null, clientId: null, activityId: null };
  store.crmLinks.save('demo:1', { ...link, deal: { id: 1, title: null, stage: null, outcome: 'won' } });
  store.crmLinks.save('demo:2', { ...link, deal: null });
  const people = { name: 'Кто-то', isActive: true };
  store.people.save('demo', { id: '7', ...people, departmentIds: [1] });
  store.people.save('demo', { id: '8', ...people, isActive: false, departmentIds: [1, 2] });
  store.people.save('demo', { id: '9', ...people, departmentIds: [3] });
  store.people.saveDepartments(
    'demo',
    new Map([
      [1, 'Продажи'],
      [2, 'Опт'],
      [3, 'Склад'],
    ]),
  );
  return store;
}

const list = (store: Store, filter: InstantFilter, rest: Partial<CallListQuery> = {}) =>
  store.callList
    .page({ filter, order: 'startedAt', descending: false, offset: 0, limit: 100, ...rest })
    .calls.map(({ id }) => id.slice(5));

describe('the list of calls', () => {
  it.each<[string, InstantFilter, string[]]>([
    ['nothing', {}, ['1', '2', '3']],
    ['a period', { fromUtc: '2026-11-19T00:00:00.000Z', toUtc: '2026-11-20T00:00:00.000Z' }, ['2']],
    ['an agent', { agentId: '8' }, ['2']],
    ['a direction', { direction: 'out' }, ['1', '3']],
    ['a topic', { topic: 'support' }, ['2']],
    ['a sentiment', { sentiment: 'negative' }, ['2']],
    ['the outcome', { outcome: 'postponed' }, ['2']],
    ['a department', { department: 'Опт' }, ['2']],
    ['a department of several managers', { department: 'Продажи' }, ['1', '2', '3']],
    ['a department that nobody belongs to', { department: 'Бухгалтерия' }, []],
    ['a department and an outcome', { department: 'Продажи', outcome: 'postponed' }, ['2']],
    ['any objection', { objection: ANY_OBJECTION }, ['1', '2']],
    ['one category', { objection: 'price' }, ['1']],
    ['a verdict', { verdict: 'handled' }, ['2']],
    ['a category and a verdict that no objection has together', { objection: 'price', verdict: 'handled' }, []],
    ['the beginning of a word', { text: 'дорог' }, ['1']],
    ['two words', { text: 'некогда говорить' }, ['2']],
    ['a piece of a telephone number', { text: '555-00' }, ['3']],
    ['characters of the search language', { text: '"* OR NEAR( -' }, []],
    ['a longest length', { maxDurationMs: 31_000 }, ['1']],
    ['a shortest length', { minDurationMs: 31_000 }, ['2', '3']],
    ['a recording', { hasRecording: true }, ['1', '2']],
    ['no recording', { hasRecording: false }, ['3']],
    ['a deal that was won', { deal: 'won' }, ['1']],
    ['a missing link to a deal', { deal: 'none' }, ['2']],
    ['a deal that no call has', { deal: 'open' }, []],
    ['several conditions', { direction: 'out', objection: 'price' }, ['1']],
  ])('is filtered by %s', (_name, filter, expected) => {
    expect(list(aStore(), filter)).toEqual(expected);
  });

  it.each([
    ['startedAt', ['3', '2', '1']],
    ['durationMs', ['2', '3', '1']],
    ['agentName', ['2', '1', '3']],
    ['objections', ['1', '2', '3']],
  ] as const)('is ordered by %s, the greatest first', (order, expected) => {
    expect(list(aStore(), {}, { order, descending: true })).toEqual(expected);
  });

  it('comes in pages that know the total', () => {
    const { callList } = aStore();
    const page = callList.page({ filter: {}, order: 'startedAt', descending: false, offset: 1, limit: 1 });
    expect(page).toMatchObject({
      total: 3,
      calls: [{ id: 'demo:2', state: 'done', topic: 'support', outcome: 'postponed' }],
    });
    expect(page.calls[0]?.objections).toEqual([{ category: 'no_time', verdict: 'handled', quote: 'это дорого' }]);
  });

  it('shows what was said that a call was found by, its words marked in either spelling', () => {
    const store = aStore();
    const said = `${'так '.repeat(30)}счёт-фактуру нам пришлите, и ещё один счет ${'да '.repeat(90)}`;
    store.transcripts.save(
      'demo:1',
      aTranscript({ utterances: [anUtterance(), anUtterance({ speaker: 'client', startMs: 9000, text: said })] }),
      'later',
    );
    const find = (filter: InstantFilter) =>
      store.callList.page({ filter, order: 'startedAt', descending: false, offset: 0, limit: 100 }).fragments;
    const { 'demo:1': fragment, ...others } = find({ text: 'Счет, нам' });
    expect(others).toEqual({});
    expect(fragment).toMatchObject({ speaker: 'client', startMs: 9000 });
    const pieces = fragment?.pieces ?? [];
    expect(pieces.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(['счёт', 'нам', 'счет']);
    const text = pieces.map((piece) => piece.text).join('');
    expect(text).toMatch(/^…(так ){10}счёт-фактуру нам пришлите, и ещё один счет (да )+да…$/u);
    expect(find({})).toEqual({});
    expect(find({ text: '555-00' })).toEqual({});
  });

  it('tells where each call stands', () => {
    const store = aStore();
    expect(store.callList.find('demo:3')?.state).toBe('no-recording');
    store.recordings.saveStored({ callId: 'demo:3', path: '3.wav', sha256: '3', sizeBytes: 1 });
    expect(store.callList.find('demo:3')?.state).toBe('waiting');
    expect(store.callList.queue()).toEqual({ waiting: 1, failed: 0 });
    store.jobs.plan('demo:3', 'transcribe', 'a');
    store.jobs.start('demo:3', 'transcribe');
    expect(store.callList.find('demo:3')?.state).toBe('running');
    store.jobs.fail('demo:3', 'transcribe', { code: 'audio.corrupt', message: '', details: {} });
    expect(store.callList.find('demo:3')?.state).toBe('failed');
    expect(store.callList.errorOf('demo:3')).toMatchObject({ code: 'audio.corrupt' });
    expect(store.callList.queue()).toEqual({ waiting: 0, failed: 1 });
  });

  it('finds words that were said since the last search', () => {
    const store = aStore();
    expect(list(store, { text: 'дорого' })).toEqual(['1']);
    store.recordings.saveStored({ callId: 'demo:3', path: '3.wav', sha256: '3', sizeBytes: 1 });
    store.transcripts.save('demo:3', aTranscript({ utterances: [anUtterance({ text: 'всё равно дорого' })] }), '3');
    expect(list(store, { text: 'дорого' })).toEqual(['1', '3']);
    expect(store.callList.totals({ text: 'дорого' })).toMatchObject({ calls: 2, analysed: 1, objections: 1 });
  });

  it('forgets what was found in changes that were taken back', () => {
    const store = aStore();
    const said = aTranscript({ utterances: [anUtterance({ text: 'всё равно дорого' })] });
    const undone = () =>
      store.transaction(() => {
        store.transcripts.save('demo:3', said, '3');
        expect(list(store, { text: 'дорого' })).toEqual(['1', '3']);
        throw new AppError('job.cancelled');
      });
    expect(undone).toThrow(AppError);
    expect(list(store, { text: 'дорого' })).toEqual(['1']);
  });

  it('adds up to totals, also of nothing', () => {
    const { callList } = aStore();
    expect(callList.totals({})).toEqual({
      calls: 3,
      incoming: 1,
      outgoing: 2,
      analysed: 2,
      talkMs: 150_000,
      callsWithObjections: 2,
      objections: 2,
      judged: 2,
      handled: 1,
    });
    expect(callList.totals({ agentId: 'никто' })).toMatchObject({ calls: 0, incoming: 0, talkMs: 0, objections: 0 });
  });

  it('knows its days, agents and sources', () => {
    const { callList } = aStore();
    expect(callList.range()).toEqual({ first: '2026-11-18T10:00:00.000Z', last: '2026-11-20T10:00:00.000Z' });
    expect(callList.agents()).toEqual([
      { id: '7', name: 'Анна Белова', department: 'Продажи', isActive: true },
      { id: '8', name: 'Олег', department: 'Опт', isActive: false },
    ]);
    expect(callList.departments()).toEqual([
      { key: 'Опт', name: 'Опт', source: null },
      { key: 'Продажи', name: 'Продажи', source: null },
    ]);
    expect(callList.sources()).toEqual(['demo']);
  });
});
