import { describe, expect, it } from 'vitest';

import type { CallText } from '#core/domain/finding.ts';

import { aCall, bundledAnalyser } from './fixtures.ts';

const LONG = 'это дорого но мы подумаем '.repeat(2_000);

const CALLS: readonly (readonly [string, CallText])[] = [
  ['a call without turns', aCall([])],
  ['empty turns', aCall(['м: ', 'к: ', ''])],
  ['one word', aCall(['к: дорого'])],
  ['one letter', aCall(['к: я'])],
  ['ten thousand words', aCall(['м: Добрый день.', `к: ${LONG}`])],
  ['a thousand turns', aCall(Array.from({ length: 1_000 }, (_, at) => (at % 2 ? 'к: нет' : 'м: да')))],
  ['Latin letters', aCall(['м: Hello, this is sales.', 'к: No thanks, too expensive for us.'])],
  ['emoji', aCall(['м: 👋🏽', 'к: 👨‍👩‍👧‍👦 💸💸💸'])],
  ['mixed scripts', aCall(['м: Ваш IT-отдел ready?', 'к: 价格太高, дороговато, too much, غالي'])],
  ['numbers and signs', aCall(['к: 100500 %%% ??? !!! «»'])],
  ['unknown speakers', aCall(['алло', 'это дорого', 'понятно'])],
  ['broken surrogates and control characters', aCall(['к: \uD83D дорого \u0000\u0007 \u202E'])],
  ['one endless word', aCall([`к: ${'а'.repeat(100_000)}`])],
];

describe('an odd call', () => {
  it.each(CALLS)('with %s gives findings inside their bounds', async (_, call) => {
    const analysis = (await bundledAnalyser()).analyseNow(call);
    expect(analysis.utterances).toHaveLength(call.utterances.length);
    for (const { score } of [...analysis.utterances, ...analysis.objections]) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(analysis.topicScore).toBeGreaterThanOrEqual(0);
    for (const { quote, utterance } of analysis.objections) expect(call.utterances[utterance]!.text).toContain(quote);
    if (analysis.step) expect(call.utterances[analysis.step.utterance]!.text).toContain(analysis.step.quote);
  });

  it('with a text of other scripts has no objection and no next step', async () => {
    const { objections, nextStep } = (await bundledAnalyser()).analyseNow(aCall(['м: Hello!', 'к: 你好, bonjour 🙂']));
    expect(objections).toEqual([]);
    expect(nextStep).toBeNull();
  });
});
