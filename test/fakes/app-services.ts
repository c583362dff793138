/** The application's services over calls held in memory. */

import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAnalytics } from '#core/analytics.ts';
import type { Analytics } from '#core/analytics.ts';
import type { AppServices } from '#core/api/index.ts';
import { systemClock } from '#core/clock.ts';
import { ANY_OBJECTION } from '#core/domain/call-list.ts';
import type { CallFilter, CallQuery, ListedCall, ProcessingState, StoredReport } from '#core/domain/call-list.ts';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import type { ReportCall } from '#core/domain/report.ts';
import { buildReport, readReportPage, renderReportHtml } from '#core/reports/index.ts';
import { createScoring } from '#core/scoring.ts';
import type { Scoring } from '#core/scoring.ts';
import { measureTalk } from '#core/talk/index.ts';
import { openStore } from '#core/store/index.ts';
import type { Store } from '#core/store/index.ts';
import { fillStore } from '../builders/filled-store.ts';
import { aReportInput } from '../builders/report-input.ts';
import { aWaveFile } from '../builders/wave-file.ts';

export interface FakeServices extends AppServices {
  /** Changes what `processingState` tells, and says so to listeners. */
  setProcessing(state: Partial<ProcessingState>): void;
  readonly started: string[];
  /** Removes the files that were made. */
  dispose(): Promise<void>;
}

/** @param input the calls that are stored */
export async function fakeServices(input = aReportInput({ calls: 40 })): Promise<FakeServices> {
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-services-'));
  const calls = input.calls.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  const listed = calls.map(toListed);
  const places = new Map(calls.map((call, index) => [call.id, index]));
  const reports: StoredReport[] = [];
  const listeners = new Set<() => void>();
  const started: string[] = [];
  let state: ProcessingState = { isRunning: false, progress: null, waiting: 0, failed: 0, error: null, revision: 1 };
  const setProcessing = (changed: Partial<ProcessingState>): void => {
    state = { ...state, ...changed };
    for (const listener of listeners) listener();
  };
  // Figures come from a real store; most tests ask for none, so it is filled when somebody does.
  let store: Store | null = null;
  const analytics = (): Analytics => {
    if (!store) {
      store = openStore(path.join(folder, 'data'), systemClock);
      fillStore(store, { calls });
    }
    return createAnalytics(store, input.timeZone);
  };
  // Scores too; a store of their own holds the calls that were asked for.
  let scoreStore: Store | null = null;
  const scoring = (callId = ''): Scoring => {
    scoreStore ??= openStore(path.join(folder, 'scores'), systemClock);
    const call = calls[places.get(callId) ?? -1];
    if (call && !scoreStore.calls.find(callId)) fillStore(scoreStore, { calls: [call] });
    return createScoring(scoreStore);
  };
  const filtered = (filter: CallFilter): number[] =>
    calls.flatMap((call, index) => (meets(call, filter) ? [index] : []));

  return {
    appInfo: () => ({
      version: '0.1.0',
      timeZone: input.timeZone,
      dataDir: folder,
      callDays: input.period,
      isDemo: false,
      portalHost: 'example.bitrix24.ru',
      agents: [...new Set(calls.flatMap((call) => call.agent ?? []))].sort().map((name) => ({ id: name, name })),
      categories: BUILTIN_CATEGORIES,
    }),
    listCalls: ({ filter, order, descending, offset, limit }: CallQuery) => {
      const found = filtered(filter).map((index) => listed[index]!);
      const value = (call: ListedCall): number | string =>
        order === 'objections' ? call.objections.length : (call[order] ?? '');
      found.sort((a, b) => {
        const [left, right] = [value(a), value(b)];
        return (left < right ? -1 : left > right ? 1 : 0) * (descending ? -1 : 1);
      });
      return { total: found.length, calls: found.slice(offset, offset + limit) };
    },
    findCall: (id) => {
      const index = places.get(id);
      if (index === undefined) return null;
      const call = calls[index]!;
      const {
        transcript,
        objections,
        utteranceSentiments: utterances,
        durationMs,
        channels,
        sentiment,
        topic,
        nextStep,
      } = call;
      const engine = { id: 'bundled-ru-8k', version: '1' };
      return {
        call: listed[index]!,
        hasRecording: transcript.length > 0,
        transcript: transcript.length > 0 ? { durationMs, channels, engine, utterances: transcript } : null,
        analysis: topic && sentiment ? { topic, topicScore: 0.9, sentiment, nextStep, objections, utterances } : null,
        talk: transcript.length > 0 ? measureTalk({ durationMs, channels, utterances: transcript }) : null,
        error: null,
      };
    },
    totals: (filter) => buildReport({ ...input, calls: filtered(filter).map((index) => calls[index]!) }).totals,
    figures: (filter) => analytics().figures(filter),
    managers: (filter) => analytics().managers(filter),
    objectionFigures: (filter) => analytics().objectionFigures(filter),
    worthListening: (filter) => analytics().worthListening(filter),
    scoreOf: (callId) => scoring(callId).scoreOf(callId),
    judgeCriterion: (judgement) => scoring(judgement.callId).judgeCriterion(judgement),
    listScorecards: () => scoring().listScorecards(),
    importScorecard: (text) => scoring().importScorecard(text),
    exportScorecard: (id) => scoring().exportScorecard(id),
    useScorecard: (id) => scoring().useScorecard(id),
    removeScorecard: (id) => scoring().removeScorecard(id),
    recordingFile: async (callId) => {
      const call = calls[places.get(callId) ?? -1];
      if (!call || call.transcript.length === 0) return null;
      const file = path.join(folder, `${callId.replaceAll(/\W/g, '-')}.wav`);
      await writeFile(file, aWaveFile(call.durationMs));
      return { path: file, sizeBytes: (await stat(file)).size, contentType: 'audio/wav' };
    },
    buildReport: async (period) => {
      const html = renderReportHtml(buildReport({ ...input, period }), await readReportPage(path.resolve('dist')));
      const id = `report-${reports.length + 1}`;
      await writeFile(path.join(folder, `${id}.html`), html);
      const report = {
        id,
        period,
        createdAt: input.generatedAt,
        calls: calls.length,
        sizeBytes: Buffer.byteLength(html),
      };
      reports.unshift(report);
      return report;
    },
    listReports: () => reports,
    reportFile: (id) => {
      const report = reports.find((item) => item.id === id);
      if (!report) return null;
      const contentType = 'text/html; charset=utf-8';
      return { path: path.join(folder, `${id}.html`), sizeBytes: report.sizeBytes, contentType };
    },
    processingState: () => state,
    onProcessingChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    startProcessing: () => {
      started.push('start');
      setProcessing({ isRunning: true });
    },
    cancelProcessing: () => {
      started.push('cancel');
      setProcessing({ isRunning: false, progress: null });
    },
    setProcessing,
    started,
    dispose: () => {
      store?.close();
      scoreStore?.close();
      return rm(folder, { recursive: true });
    },
  };
}

function toListed(call: ReportCall): ListedCall {
  return {
    id: call.id,
    startedAt: call.startedAt,
    direction: call.direction,
    status: call.topic === null ? 'missed' : 'answered',
    agentName: call.agent,
    clientName: call.client,
    clientPhone: call.client === null ? '+7 900 000-00-00' : null,
    durationMs: call.durationMs,
    state: call.topic === null ? 'no-recording' : 'done',
    topic: call.topic,
    sentiment: call.sentiment,
    nextStep: call.nextStep,
    objections: call.objections.map(({ category, verdict, quote }) => ({ category, verdict, quote })),
  };
}

function meets(call: ReportCall, filter: CallFilter): boolean {
  const day = call.startedAt.slice(0, 10);
  return (
    (filter.from === undefined || day >= filter.from) &&
    (filter.to === undefined || day <= filter.to) &&
    (filter.agentId === undefined || call.agent === filter.agentId) &&
    (filter.direction === undefined || call.direction === filter.direction) &&
    (filter.topic === undefined || call.topic === filter.topic) &&
    (filter.sentiment === undefined || call.sentiment === filter.sentiment) &&
    meetsObjection(call, filter) &&
    (filter.text === undefined ||
      call.transcript.some(({ text }) => text.toLowerCase().includes(filter.text!.toLowerCase())))
  );
}

function meetsObjection(call: ReportCall, { objection, verdict }: CallFilter): boolean {
  if (objection === undefined && verdict === undefined) return true;
  return call.objections.some(
    (found) =>
      (objection === undefined || objection === ANY_OBJECTION || found.category === objection) &&
      (verdict === undefined || found.verdict === verdict),
  );
}
