import { describe, expect, it, onTestFinished } from 'vitest';
import { openApp } from '#core/app.ts';
import type { Corrections } from '#core/services/corrections.ts';
import { createCorrections } from '#core/services/corrections.ts';
import { resourcesIn } from '#core/resources.ts';
import { aCall, anAnalysis, aTranscript, anUtterance } from '../../builders/calls.ts';
import { ROOT } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { memoryLogger } from '../../fakes/logger.ts';

const TEXTS = ['Добрый день, есть предложение', 'это для нас дорого', 'понимаю', 'и ещё вопрос а договор у вас какой'];
const CALL = 'demo:1';
const noProcesses = {
  fork(): never {
    throw new Error('nothing is transcribed here');
  },
};

const utterancesOf = (texts: readonly string[], shiftMs = 0) =>
  texts.map((text, at) =>
    anUtterance({
      text,
      speaker: at % 2 === 0 ? 'agent' : 'client',
      startMs: at * 5_000 + shiftMs,
      endMs: at * 5_000 + 4_000 + shiftMs,
      words: [],
    }),
  );

const found = (utterance: number, score = 0.7) =>
  anAnalysis({
    objections: [{ ...anAnalysis().objections[0]!, utterance, score, quote: 'это для нас дорого' }],
    utterances: [],
  });

function anApp() {
  const dataDir = aFolder();
  const app = openApp({
    ...{ dataDir, resources: resourcesIn(ROOT), clock: fakeClock(), logger: memoryLogger() },
    ...{ forker: noProcesses, timeZone: 'Europe/Moscow' },
  });
  onTestFinished(() => app.close());
  app.store.calls.save(aCall({ id: CALL }));
  const transcribe = (texts: readonly string[], at: number, shiftMs = 0): void => {
    app.store.transaction(() => {
      const transcript = aTranscript({ utterances: utterancesOf(texts, shiftMs) });
      const transcriptId = app.store.transcripts.save(CALL, transcript, 'sha');
      app.store.analyses.save({ callId: CALL, transcriptId, maker: { id: 'm', version: '1' } }, found(at));
    });
  };
  transcribe(TEXTS, 1);
  const counted = () =>
    app.store.analyses.findCurrent(CALL)!.objections.map(({ category, utterance }) => [utterance, category]);
  return { app, transcribe, counted, corrections: createCorrections(app) };
}

const price = { callId: CALL, utterance: 1, category: 'price' };
const stateOf = async (corrections: Corrections) =>
  (await corrections.ofCall(CALL)).objections.map(({ utterance, category, automatic, correction }) => [
    ...[utterance, automatic?.category ?? null, category, correction?.kind ?? null],
  ]);

describe('corrections', { timeout: 60_000 }, () => {
  it('stand beside what was found, and decide what counts', async () => {
    const { corrections, counted } = anApp();
    await corrections.mark({ ...price, isRight: false });
    expect(await stateOf(corrections)).toEqual([[1, 'price', null, 'wrong']]);
    expect(counted()).toEqual([]);
    await corrections.relabel({ ...price, to: 'terms' });
    expect(await stateOf(corrections)).toEqual([[1, 'price', 'terms', 'relabelled']]);
    expect(counted()).toEqual([[1, 'terms']]);
    await corrections.add({ callId: CALL, utterance: 3, category: 'no_trust' });
    expect(counted()).toEqual([
      [1, 'terms'],
      [3, 'no_trust'],
    ]);
  });

  it('are taken back one by one or all at once', async () => {
    const { corrections, counted } = anApp();
    const { id } = await corrections.mark({ ...price, isRight: false });
    await corrections.add({ callId: CALL, utterance: 3, category: 'no_trust' });
    await corrections.undo(id);
    expect(await stateOf(corrections)).toEqual([
      [1, 'price', 'price', null],
      [3, null, 'no_trust', 'added'],
    ]);
    expect(await corrections.reset()).toBe(1);
    expect(counted()).toEqual([[1, 'price']]);
  });

  it('survive a new transcription that moves and splits utterances', async () => {
    const { corrections, transcribe, counted, app } = anApp();
    await corrections.mark({ ...price, isRight: false });
    await corrections.add({ callId: CALL, utterance: 3, category: 'no_trust' });
    transcribe(
      [TEXTS[0]!, 'да', 'слушаю', 'это для нас дорого', 'понимаю', 'и ещё вопрос а договор у вас какой будет'],
      3,
      300,
    );
    const settlement = await app.settler.prepare();
    const kit = await app.settler.kit();
    app.store.transaction(() => app.settler.settle(CALL, settlement, kit));
    expect(counted()).toEqual([[5, 'no_trust']]);
  });

  it('give no verdict where nobody knows whose words came next', async () => {
    const { corrections, app } = anApp();
    const unsided = utterancesOf(TEXTS).map((said) => ({ ...said, speaker: 'unknown' as const }));
    app.store.transaction(() => {
      const transcriptId = app.store.transcripts.save(CALL, aTranscript({ channels: 1, utterances: unsided }), 'mono');
      app.store.analyses.save({ callId: CALL, transcriptId, maker: { id: 'm', version: '1' } }, found(1));
    });
    await corrections.relabel({ ...price, to: 'terms' });
    await corrections.add({ callId: CALL, utterance: 3, category: 'no_trust' });
    expect(app.store.analyses.findCurrent(CALL)?.objections).toMatchObject([
      { category: 'terms', verdict: null, handled: false },
      { category: 'no_trust', verdict: null, handled: false },
    ]);
    expect((await corrections.ofCall(CALL)).objections[0]?.automatic?.verdict).toBeNull();
  });

  it('are told to be lost when their words are gone, and not forgotten', async () => {
    const { corrections, transcribe } = anApp();
    await corrections.add({ callId: CALL, utterance: 3, category: 'no_trust' });
    transcribe([TEXTS[0]!, 'это для нас дорого'], 1, 0);
    expect((await corrections.ofCall(CALL)).lost).toMatchObject([{ category: 'no_trust', text: TEXTS[3] }]);
  });

  it('are counted by category and make it stricter; learning can be switched off', async () => {
    const { corrections, app } = anApp();
    await corrections.mark({ ...price, isRight: false });
    const [accuracy] = corrections.summary().categories;
    expect(accuracy).toMatchObject({ category: 'price', right: 0, wrong: 1, added: 0 });
    expect(accuracy!.thresholdShift).toBeGreaterThan(0);
    const learning = app.settler.key().scoredBy;
    corrections.setLearning(false);
    expect(corrections.summary().isLearning).toBe(false);
    expect(app.settler.key().scoredBy).not.toBe(learning);
  });

  it.each([
    ['a finding that is not there', (c: Corrections) => c.mark({ ...price, utterance: 3, isRight: true })],
    ['an utterance that is not there', (c: Corrections) => c.add({ ...price, utterance: 99 })],
    ['a category that is not there', (c: Corrections) => c.relabel({ ...price, to: 'nonsense' })],
    ['what is counted already', (c: Corrections) => c.add(price)],
    ['a call that is not there', (c: Corrections) => c.add({ ...price, callId: 'demo:9' })],
  ])('are refused for %s', async (_, work) => {
    const { corrections } = anApp();
    await expect((async () => work(corrections))()).rejects.toMatchObject({ code: 'input.invalid' });
  });
});
