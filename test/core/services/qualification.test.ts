import { describe, expect, it, onTestFinished } from 'vitest';

import { createQualifying } from '#core/services/qualification.ts';
import { openStore } from '#core/store/index.ts';

import { aCall, anAnalysis, aTranscript } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const MAKER = { id: 'test', version: '1' };

function aQualifyingService() {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  store.transaction(() => {
    store.calls.save(aCall({ clientName: 'Ольга' }));
    store.calls.save(aCall({ externalId: '2' }));
    const transcriptId = store.transcripts.save('demo:1', aTranscript(), 'hash');
    const quote = 'это дорого';
    const step = { owner: 'agent', utterance: 0, quote, when: { text: 'завтра', date: null, time: null } } as const;
    store.analyses.save({ callId: 'demo:1', transcriptId, maker: MAKER }, anAnalysis({ nextStep: quote, step }));
  });
  return createQualifying(store, { timeZone: 'Europe/Moscow' });
}

describe('qualification', () => {
  it('is made for an analysed call, with the day of the next step counted from the day of the call', () => {
    const found = aQualifyingService().ofCall('demo:1');
    expect(found?.qualification.handOff).toHaveLength(5);
    expect(found?.step?.when).toEqual({ text: 'завтра', date: '2026-11-21', time: null });
    expect(found?.drafts.map(({ category }) => category)).toEqual(['price']);
  });

  it.each([['demo:2'], ['nobody']])('is null for %s, which has no analysis', (id) => {
    expect(aQualifyingService().ofCall(id)).toBeNull();
  });
});

describe('templates and facts', () => {
  it('are changed, used, and brought back', () => {
    const service = aQualifyingService();
    expect(service.templates()).toHaveLength(11);
    service.saveTemplate({ category: 'price', text: '{клиент}, вот факты:\n{факты}' });
    service.saveKnowledge('Дорого выходит дешевле: служит двадцать лет.\n\nСклад в Казани.');
    const [draft] = service.ofCall('demo:1')!.drafts;
    expect(draft!.text).toBe('Ольга, вот факты:\n— Дорого выходит дешевле: служит двадцать лет.');
    expect(service.knowledge().text).toContain('Казани');
    expect(service.resetTemplate('price').isStandard).toBe(true);
    expect(service.templates().every(({ isStandard }) => isStandard)).toBe(true);
  });
});
