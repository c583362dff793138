/** What a webhook can really do, found out by asking the portal the questions that a pull will ask. */

import { z } from 'zod';
import type { CheckStep } from '#core/domain/connection.ts';
import { AppError, toAppError } from '#core/errors.ts';
import { readAgent } from './agents.ts';
import type { Answer, Reading } from './answer.ts';
import { readCallRow } from './call-row.ts';
import { flagField, idField, listOf } from './fields.ts';
import { type FileSource, openFile } from './open-file.ts';
import { fetchCard } from './file-card.ts';
import type { Requests } from './requests.ts';
import { sniff } from './sniff.ts';
import { lastCallsQuery } from './statistics.ts';
import { throwIfCancelled } from './cancel.ts';
import type { ConnectionReport, Portal, PortalCall, Verdict } from './types.ts';

export interface ConnectionOptions {
  readonly requests: Requests;
  /** The same webhook on another host, for a renamed portal. */
  readonly requestsTo: (host: string) => Requests;
  readonly files: FileSource;
  /** Owner of the webhook. */
  readonly userId: number;
}

/** Any one of a group is enough. Without the required ones there are no calls, no recordings, no names. */
const REQUIRED_SCOPES = [['telephony'], ['disk']];
const OPTIONAL_SCOPES = [['user_brief', 'user_basic', 'user'], ['crm'], ['department']];

/** Long enough for a slow line, short enough for somebody who waits. */
const FIRST_BYTES_MS = 30_000;

const PROFILE = z.object({ ID: idField, ADMIN: flagField });

/** A person waits in front of the screen: one attempt, no waiting for a better time. */
const ONCE = { repeat: 'none' } as const;

/**
 * Three requests and the beginning of one recording.
 * @returns a check that throws where nothing works (address, certificate, key, plan, a move that nobody has confirmed)
 * and otherwise reports each part
 */
export function createConnectionCheck(options: ConnectionOptions): Portal['checkConnection'] {
  const { requests, requestsTo, files } = options;
  return async (signal, { onStep, acceptsMove = false } = {}) => {
    try {
      onStep?.('portal');
      return await check({ ...options, signal, onStep, movedTo: null });
    } catch (thrown) {
      const error = toAppError(thrown);
      const host = error.code === 'portal.moved' ? error.details.host : null;
      if (!acceptsMove || typeof host !== 'string' || host === requests.host) throw error;
      // The documented cure of a rename: send the same once more to the new address. A second move is not followed.
      return await check({
        ...options,
        requests: requestsTo(host),
        files: { ...files, host },
        signal,
        onStep,
        movedTo: host,
      });
    }
  };
}

interface Check extends ConnectionOptions {
  readonly signal: AbortSignal | undefined;
  readonly onStep: ((step: CheckStep) => void) | undefined;
  readonly movedTo: string | null;
}

async function check({ requests, files, userId, signal, onStep, movedTo }: Check): Promise<ConnectionReport> {
  const once = { ...ONCE, signal };
  const basics = await requests.batch(
    {
      profile: { method: 'profile', params: {} },
      scope: { method: 'scope', params: {} },
      calls: { method: 'voximplant.statistic.get', params: lastCallsQuery() },
    },
    once,
  );
  const user = readUser(answerOf(basics.get('profile')), userId);
  const granted = listOf(answerOf(basics.get('scope')).result).map(String);
  const missing = (groups: readonly string[][]): readonly string[] =>
    groups.filter((group) => !group.some((scope) => granted.includes(scope))).map((group) => group[0]!);

  const reading = basics.get('calls');
  const calls = reading && 'answer' in reading ? readCalls(reading.answer) : [];
  onStep?.('recording');
  return {
    host: requests.host,
    movedTo,
    user,
    missingScopes: missing(REQUIRED_SCOPES),
    missingOptionalScopes: missing(OPTIONAL_SCOPES),
    statistics: reading && 'failure' in reading ? refused(reading.failure.error) : { isOk: true, error: null },
    coverage: coverageOf(calls, user),
    recordings: await tryRecording({ requests, files, signal }, sampleOf(calls, user.id)),
  };
}

function answerOf(reading: Reading | undefined): Answer {
  if (reading && 'answer' in reading) return reading.answer;
  if (reading) throw reading.failure.error;
  throw new AppError('portal.bad-answer', { method: 'batch', reason: 'missing-result' });
}

function readUser({ result }: Answer, userId: number): ConnectionReport['user'] {
  const parsed = PROFILE.safeParse(result);
  const id = String((parsed.success ? parsed.data.ID : null) ?? userId);
  return {
    id,
    name: readAgent(result)?.name ?? `Сотрудник №${id}`,
    isAdmin: parsed.success && parsed.data.ADMIN,
  };
}

function readCalls(answer: Answer): readonly PortalCall[] {
  return listOf(answer.result)
    .map((row) => readCallRow(row, { source: 'check', utcOffset: answer.utcOffset }))
    .filter((call) => call !== null);
}

function coverageOf(calls: readonly PortalCall[], user: ConnectionReport['user']): ConnectionReport['coverage'] {
  if (user.isAdmin) return 'all';
  const employees = new Set(calls.map((call) => call.agentId).filter((id) => id !== null));
  if (employees.size === 0) return 'unknown';
  return [...employees].every((id) => id === user.id) ? 'own' : 'some';
}

/** A colleague's recording proves more: one's own can always be read. */
function sampleOf(calls: readonly PortalCall[], ownId: string): PortalCall | undefined {
  const recorded = calls.filter((call) => call.recordFileId !== null);
  return recorded.find((call) => call.agentId !== null && call.agentId !== ownId) ?? recorded[0];
}

async function tryRecording(
  { requests, files, signal }: Pick<Check, 'requests' | 'files' | 'signal'>,
  sample: PortalCall | undefined,
): Promise<Verdict> {
  if (!sample || sample.recordFileId === null) return { isOk: false, error: null };
  const stop = new AbortController();
  const patience = AbortSignal.timeout(FIRST_BYTES_MS);
  const either = AbortSignal.any([stop.signal, patience, ...(signal ? [signal] : [])]);
  try {
    const card = await fetchCard(requests, sample.recordFileId, { ...ONCE, signal });
    const opened = await openFile(files, { url: card.url, offset: 0, signal: either });
    if ('failure' in opened) return refused(opened.failure.error);
    const { response, body } = opened;
    const chunk = await firstChunk(body);
    either.throwIfAborted();
    if (chunk.length === 0 && !response.complete)
      return refused(new AppError('recording.incomplete', { reason: 'connection' }));
    const kind = sniff(chunk);
    const isAudio = response.statusCode === 200 && (kind === 'audio' || kind === 'unknown');
    return isAudio ? { isOk: true, error: null } : refused(new AppError('recording.not-audio', { reason: kind }));
  } catch (thrown) {
    throwIfCancelled(signal);
    if (patience.aborted) return refused(new AppError('recording.incomplete', { reason: 'stalled' }));
    return refused(toAppError(thrown));
  } finally {
    stop.abort();
  }
}

async function firstChunk(body: AsyncIterable<Buffer>): Promise<Buffer> {
  for await (const chunk of body) return chunk;
  return Buffer.alloc(0);
}

function refused(error: AppError): Verdict {
  return { isOk: false, error: error.toData() };
}
