import { describe, expect, it } from 'vitest';
import type { Utterance } from '#core/domain/transcript.ts';
import { measureTalk } from '#core/talk/index.ts';
import { said, saidWords } from '../../builders/talk.ts';

const measured = (utterances: readonly Utterance[], fields: { durationMs?: number; channels?: number } = {}) =>
  measureTalk({ durationMs: 60_000, channels: 2, utterances, ...fields });

describe('shares of speech', () => {
  it('compare the time each side spoke', () => {
    const talk = measured([said('agent', [0, 6_000]), said('client', [7_000, 9_000])]);
    expect(talk.agentShare).toBe(0.75);
    expect([talk.agent?.speechMs, talk.client?.speechMs]).toEqual([6_000, 2_000]);
  });

  it('leave out pauses inside an utterance', () => {
    const talk = measured([saidWords('agent', 'минуту сейчас', { starts: [0, 1_400] })]);
    expect(talk.agent?.speechMs).toBe(600);
  });

  it('count what a side says twice over itself once', () => {
    expect(measured([said('agent', [0, 4_000]), said('agent', [2_000, 5_000])]).agent?.speechMs).toBe(5_000);
  });

  it('are whole where only one side speaks', () => {
    const talk = measured([said('agent', [0, 5_000])]);
    expect(talk.agentShare).toBe(1);
    expect(talk.client).toEqual({
      speechMs: 0,
      words: 0,
      wordsPerMinute: null,
      longestMonologueMs: 0,
      longestMonologueStartMs: null,
      interruptions: 0,
    });
    expect(talk.patienceMs).toBeNull();
  });
});

describe('what cannot be told', () => {
  it('is null for every side of a recording with one channel, while silence is known', () => {
    const talk = measured([said('unknown', [0, 20_000]), said('unknown', [40_000, 60_000])], { channels: 1 });
    expect(talk).toEqual({
      durationMs: 60_000,
      silenceMs: 20_000,
      silenceShare: 1 / 3,
      longestSilenceMs: 20_000,
      longestSilenceStartMs: 20_000,
      agentShare: null,
      agent: null,
      client: null,
      agentQuestions: null,
      areQuestionsLowerBound: false,
      patienceMs: null,
    });
  });

  it('is measured in one channel whose voices were told apart, and null where any utterance has no speaker', () => {
    const utterances = [said('agent', [0, 5_000]), said('client', [6_000, 9_000])];
    expect(measured(utterances, { channels: 1 }).agentShare).toBe(0.625);
    expect(measured([said('unknown', [0, 5_000])], { channels: 1 }).agentShare).toBeNull();
    expect(measured([], { channels: 1 }).agentShare).toBeNull();
    expect(measured([...utterances, said('unknown', [10_000, 11_000])]).agent).toBeNull();
  });

  it('is null for a call in which nothing was said', () => {
    const talk = measured([]);
    expect(talk).toMatchObject({ silenceMs: 60_000, silenceShare: 1, longestSilenceMs: null, agentShare: null });
    expect(talk).toMatchObject({ agentQuestions: 0, patienceMs: null });
    expect(measured([], { durationMs: 0 }).silenceShare).toBeNull();
  });

  it('is not made of times that are none', () => {
    const broken = [said('agent', [5_000, 5_000]), said('agent', [9_000, 2_000]), said('client', [Number.NaN, 4_000])];
    expect(measured(broken)).toMatchObject({ silenceMs: 60_000, agentShare: null });
    expect(measured([said('agent', [0, 2_000])], { durationMs: Number.NaN }).durationMs).toBe(2_000);
  });
});

describe('silence', () => {
  it('is every gap of a second or more, before the first and after the last word too', () => {
    const talk = measured([said('agent', [2_000, 10_000]), said('client', [10_900, 50_000])]);
    expect(talk.silenceMs).toBe(12_000);
    expect(talk.silenceShare).toBe(0.2);
  });

  it('is longest inside the conversation, where somebody waited', () => {
    const talk = measured([said('agent', [20_000, 25_000]), said('client', [31_000, 33_000])]);
    expect(talk).toMatchObject({ longestSilenceMs: 6_000, longestSilenceStartMs: 25_000 });
  });

  it('is none while either side speaks', () => {
    expect(measured([said('agent', [0, 30_000]), said('client', [10_000, 60_000])]).silenceMs).toBe(0);
  });

  it('never gets negative when words end after the recording', () => {
    const talk = measured([said('agent', [0, 61_000])]);
    expect(talk).toMatchObject({ durationMs: 61_000, silenceMs: 0, silenceShare: 0 });
  });
});

describe('the longest monologue', () => {
  const longest = (...utterances: Utterance[]) => measured(utterances).agent?.longestMonologueMs;

  it('goes on over own pauses of up to three seconds', () => {
    expect(longest(said('agent', [0, 10_000]), said('agent', [13_000, 20_000]))).toBe(20_000);
    expect(longest(said('agent', [0, 10_000]), said('agent', [13_001, 20_000]))).toBe(10_000);
  });

  it('goes on over signs of listening', () => {
    expect(
      longest(said('agent', [0, 10_000]), said('client', [10_100, 10_400], 'Угу.'), said('agent', [11_000, 20_000])),
    ).toBe(20_000);
  });

  it('ends with a turn of the other side', () => {
    const talk = measured([
      said('agent', [0, 10_000]),
      said('client', [10_100, 12_000]),
      said('agent', [12_100, 20_000]),
    ]);
    expect(talk.agent).toMatchObject({ longestMonologueMs: 10_000, longestMonologueStartMs: 0 });
    expect(talk.client).toMatchObject({ longestMonologueMs: 1_900, longestMonologueStartMs: 10_100 });
  });
});

describe('interruptions', () => {
  const counts = (...utterances: Utterance[]) => {
    const { agent, client } = measured(utterances);
    return [agent?.interruptions, client?.interruptions];
  };

  it('are taking the word while the other speaks, who then falls silent', () => {
    expect(counts(said('client', [0, 6_000]), said('agent', [5_000, 9_000]))).toEqual([1, 0]);
    expect(counts(said('agent', [0, 6_000]), said('client', [5_000, 9_000]))).toEqual([0, 1]);
  });

  it.each([
    ['the overlap is the short one of an ordinary change of turns', [5_700, 9_000], undefined],
    ['the other goes on to the end', [2_000, 3_500], undefined],
    ['the other goes on for long beside it', [2_000, 9_000], undefined],
    ['it is a sign of listening', [5_000, 6_500], 'да понятно'],
    ['both began together', [300, 9_000], undefined],
  ] as const)('are none where %s', (_why, span, text) => {
    expect(counts(said('client', [0, 6_000]), said('agent', span, text))).toEqual([0, 0]);
  });
});

describe('the rate of speech', () => {
  it('is words in a minute of own speech', () => {
    const text = 'один два три четыре пять шесть семь восемь девять десять';
    expect(measured([said('agent', [0, 5_000], text)]).agent?.wordsPerMinute).toBe(120);
  });

  it('is not told from less than three seconds', () => {
    expect(measured([said('agent', [0, 2_900])]).agent?.wordsPerMinute).toBeNull();
  });
});

describe('patience', () => {
  it('is the median pause before an answer of the manager', () => {
    const talk = measured([
      said('client', [0, 1_000]),
      said('agent', [1_400, 2_000]),
      said('client', [3_000, 4_000]),
      said('agent', [4_600, 6_000]),
      said('client', [7_000, 9_000]),
      said('agent', [12_000, 13_000]),
    ]);
    expect(talk.patienceMs).toBe(600);
  });

  it('counts an answer before the end as no pause, and no transfer as patience', () => {
    expect(measured([said('client', [0, 2_000]), said('agent', [1_500, 5_000])]).patienceMs).toBe(0);
    expect(measured([said('client', [0, 2_000]), said('agent', [32_000, 35_000])]).patienceMs).toBeNull();
  });
});

describe('questions of the manager', () => {
  it('are counted in every clause that a pause divides, and marked as a lower bound without punctuation', () => {
    const asked = saidWords('agent', 'добрый день когда вам удобно', { starts: [0, 300, 1_200, 1_500, 1_800] });
    expect(measured([asked])).toMatchObject({ agentQuestions: 1, areQuestionsLowerBound: true });
    expect(measured([said('agent', [0, 5_000], 'Вам удобно? Сколько вас?')])).toMatchObject({
      agentQuestions: 2,
      areQuestionsLowerBound: false,
    });
  });

  it('leave out those of the client', () => {
    expect(measured([said('client', [0, 1_000], 'Сколько это стоит?')]).agentQuestions).toBe(0);
  });
});

it('measures ten thousand utterances at once', () => {
  const utterances = Array.from({ length: 10_000 }, (_unused, index) =>
    said(index % 2 === 0 ? 'agent' : 'client', [index * 2_000, index * 2_000 + 1_500]),
  );
  expect(measured(utterances).agentShare).toBe(0.5);
});
