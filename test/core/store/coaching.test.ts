import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReportCall } from '#core/domain/report.ts';
import { openStore } from '#core/store/index.ts';
import { fillStore } from '../../builders/filled-store.ts';
import { aFolder } from '../../builders/folders.ts';
import { aReportInput } from '../../builders/report-input.ts';
import { fakeClock } from '../../fakes/clock.ts';

const { calls } = aReportInput({ calls: 200 });
const agentId = calls.find(({ objections }) => objections.some(({ verdict }) => verdict === 'handled'))!.agent!;

function aStore(stored: readonly ReportCall[] = calls) {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  fillStore(store, { calls: stored });
  return store;
}

describe('moments to listen to with a manager', () => {
  it.each([
    ['good answers', true],
    ['what to discuss', false],
  ])('are %s of theirs, one of each call, the surest first', (_name, isHandled) => {
    const moments = aStore().coaching.moments({ agentId }, isHandled, 5);
    expect(moments).toHaveLength(5);
    const scores = moments.map(({ callId, quote, category, verdict, startMs, endMs, reply }) => {
      const call = calls.find(({ id }) => id === callId)!;
      const finding = call.objections.find(
        (objection) => objection.quote === quote && objection.category === category,
      )!;
      expect(call.agent).toBe(agentId);
      expect(verdict === 'handled').toBe(isHandled);
      expect(startMs).toBe(call.transcript[finding.utterance]!.startMs);
      const answer = finding.replyUtterance === null ? undefined : call.transcript[finding.replyUtterance];
      expect(reply).toBe(answer?.text ?? null);
      expect(endMs).toBe(Math.max(call.transcript[finding.utterance]!.endMs, answer?.endMs ?? 0));
      return finding.score;
    });
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(moments.map(({ callId }) => callId)).size).toBe(5);
  });

  it('are not of calls whose recording is not here', () => {
    const store = aStore();
    for (const { id } of calls) store.recordings.setState(id, 'deleted');
    expect(store.coaching.moments({ agentId }, true, 5)).toEqual([]);
  });

  it('are no good answers where the words may be the client’s, and what to discuss claims no verdict there', () => {
    const unsided = calls.map((call) => ({
      ...call,
      channels: 1,
      transcript: call.transcript.map((utterance) => ({ ...utterance, speaker: 'unknown' as const })),
    }));
    const { coaching } = aStore(unsided);
    expect(coaching.moments({ agentId }, true, 5)).toEqual([]);
    const toDiscuss = coaching.moments({ agentId }, false, 5);
    expect(toDiscuss).toHaveLength(5);
    expect(new Set(toDiscuss.map(({ verdict }) => verdict))).toEqual(new Set([null]));
    expect(toDiscuss.some(({ reply }) => reply !== null)).toBe(true);
  });
});
