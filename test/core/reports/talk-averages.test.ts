import { describe, expect, it } from 'vitest';
import type { Utterance } from '#core/domain/transcript.ts';
import { buildReport } from '#core/reports/index.ts';
import { measureTalk } from '#core/talk/index.ts';
import { aReportCall, aReportInput } from '../../builders/report-input.ts';
import { said } from '../../builders/talk.ts';

function aMeasuredCall(utterances: readonly Utterance[], { durationMs = 60_000, channels = 2 } = {}) {
  const talk = measureTalk({ durationMs, channels, utterances });
  return aReportCall({ agent: 'Игорь', durationMs, channels, transcript: utterances, talk });
}

const averages = (...calls: ReturnType<typeof aReportCall>[]) => buildReport(aReportInput({ calls })).managers[0]?.talk;

describe('talk averages of a manager', () => {
  it('weigh shares and rates by time, so that a short call does not outweigh a long one', () => {
    const long = aMeasuredCall([said('agent', [0, 90_000]), said('client', [90_000, 180_000])], {
      durationMs: 180_000,
    });
    const short = aMeasuredCall([said('agent', [0, 20_000])], { durationMs: 20_000 });
    expect(averages(long, short)).toMatchObject({
      calls: 2,
      agentShare: 110 / 200,
      silenceShare: 0,
      longestMonologueMs: 55_000,
      interruptionsPerTenMinutes: 0,
      wordsPerMinute: 6 / (110 / 60),
    });
  });

  it('leave out calls whose sides are not told apart, silent ones and those without a transcript', () => {
    const told = aMeasuredCall([said('agent', [0, 30_000]), said('client', [30_000, 60_000])]);
    const mono = aMeasuredCall([said('unknown', [0, 1_000])], { channels: 1 });
    expect(averages(told, mono, aMeasuredCall([]), aReportCall({ agent: 'Игорь' }))).toMatchObject({
      calls: 1,
      agentShare: 0.5,
      silenceShare: 0,
      patienceMs: null,
    });
  });

  it('are null for a manager without such a call', () => {
    expect(averages(aReportCall())).toBeNull();
  });
});
