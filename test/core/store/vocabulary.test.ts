import { describe, expect, it, onTestFinished } from 'vitest';
import { createVocabularyService } from '#core/services/index.ts';
import { openStore } from '#core/store/index.ts';
import { aCall, anAnalysis, aTranscript, anUtterance } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const MAKER = { id: 'test', version: '1' };

/** A store with one call per text, each transcribed and analysed. */
function aStoreWith(...texts: readonly string[]) {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  for (const [index, text] of texts.entries()) {
    store.calls.save(aCall({ id: `c${index}`, externalId: String(index) }));
    const words = text.split(' ').map((word, i) => ({ text: word, startMs: i * 100, endMs: i * 100 + 90 }));
    const transcriptId = store.transcripts.save(
      `c${index}`,
      aTranscript({ utterances: [anUtterance({ text, words })] }),
      'sha',
    );
    store.analyses.save({ callId: `c${index}`, transcriptId, maker: MAKER }, anAnalysis());
  }
  const heard = (index: number) => store.transcripts.findCurrent(`c${index}`)!.utterances[0]!;
  const stale = () => store.staleWork.toAnalyse(MAKER).map(({ callId }) => callId);
  const found = (text: string) => store.callList.totals({ text }).calls;
  return { store, vocabulary: createVocabularyService(store), heard, stale, found };
}
const BITRIX = { word: 'Битрикс24', variants: ['битрикс', 'бит рикс'], isBoosted: true };

describe('changing the vocabulary', () => {
  it('changes the texts of stored transcripts at once, and of no others', () => {
    const { vocabulary, heard } = aStoreWith('ставим бит рикс вам', 'это дорого', 'Битрикс, да');
    expect(vocabulary.replace([BITRIX])).toEqual({ entries: 1, changed: 2 });
    expect(heard(0).text).toBe('ставим Битрикс24 вам');
    expect(heard(0).words.map(({ text, startMs, endMs }) => [text, startMs, endMs])).toEqual([
      ['ставим', 0, 90],
      ['Битрикс24', 100, 290],
      ['вам', 300, 390],
    ]);
    expect(heard(1).text).toBe('это дорого');
    expect(heard(2).text).toBe('Битрикс24, да');
    expect(vocabulary.get()).toMatchObject({ entries: [BITRIX], replaced: 2 });
    expect(vocabulary.replace([BITRIX])).toEqual({ entries: 1, changed: 0 });
  });

  it('gives back what was recognised when the words go', () => {
    const { vocabulary, heard } = aStoreWith('ставим бит рикс вам');
    const before = heard(0);
    vocabulary.replace([BITRIX]);
    vocabulary.replace([{ word: 'Б24', variants: ['бит рикс'], isBoosted: false }]);
    expect(heard(0).text).toBe('ставим Б24 вам');
    expect(vocabulary.replace([])).toEqual({ entries: 0, changed: 1 });
    expect(heard(0)).toEqual(before);
    expect(vocabulary.get().replaced).toBe(0);
  });

  it('finds words with ё by е and the other way round', () => {
    const { vocabulary, heard } = aStoreWith('это семён говорит', 'это семен говорит');
    vocabulary.replace([{ word: 'Семёнов', variants: ['семен'], isBoosted: false }]);
    expect([heard(0).text, heard(1).text]).toEqual(['это Семёнов говорит', 'это Семёнов говорит']);
  });

  it('has the changed calls analysed again, and only them', () => {
    const { store, vocabulary, stale } = aStoreWith('ставим бит рикс вам', 'это дорого');
    expect(stale()).toEqual([]);
    vocabulary.replace([BITRIX]);
    expect(stale()).toEqual(['c0']);
    const { id } = store.transcripts.findCurrent('c0')!;
    store.analyses.save({ callId: 'c0', transcriptId: id, maker: MAKER }, anAnalysis());
    expect(stale()).toEqual([]);
    expect(store.staleWork.toTranscribe(aTranscript().engine)).toEqual([]);
  });

  it('is found by the search', () => {
    const { vocabulary, found } = aStoreWith('ставим бит рикс вам');
    expect(found('битрикс24')).toBe(0);
    vocabulary.replace([BITRIX]);
    expect(found('битрикс24')).toBe(1);
  });

  it('leaves everything as it was where the new words are refused', () => {
    const { vocabulary, heard } = aStoreWith('ставим бит рикс вам');
    vocabulary.replace([BITRIX]);
    expect(() => vocabulary.replace([BITRIX, BITRIX])).toThrow('input.invalid');
    expect(vocabulary.get().entries).toEqual([BITRIX]);
    expect(heard(0).text).toBe('ставим Битрикс24 вам');
  });

  it('goes through files', () => {
    const { vocabulary } = aStoreWith();
    vocabulary.import('Битрикс24;битрикс | бит рикс', 'csv', 'replace');
    vocabulary.import('Сфера', 'csv', 'add');
    const { fileName, text } = vocabulary.export('json');
    expect(fileName).toBe('razbor-vocabulary.json');
    vocabulary.replace([]);
    vocabulary.import(text, 'json', 'replace');
    expect(vocabulary.get().entries.map(({ word }) => word)).toEqual(['Битрикс24', 'Сфера']);
  });
});

it('the search finds ё by е and е by ё', () => {
  const { found } = aStoreWith('выставите счёт', 'выставите счет', 'посчитайте');
  expect([found('счет'), found('счёт'), found('СЧЁТ выставите'), found('счета')]).toEqual([2, 2, 2, 0]);
});
