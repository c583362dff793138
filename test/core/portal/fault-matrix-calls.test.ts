import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '#core/errors.ts';
import type { Portal } from '#core/portal/index.ts';
import { aCallRecord, aFileRecord, aPortal } from '../../fakes/portal-data.ts';
import { connectPortal, failureOf, onlyCall, pagesOf } from '../../fakes/portal.ts';
import { MATRIX } from './fault-matrix.ts';

const STATISTICS = 'voximplant.statistic.get';

interface Use {
  readonly method: string;
  readonly run: (portal: Portal) => Promise<unknown>;
  /** Where the trouble of one item is told apart from that of the portal. */
  readonly translated?: Partial<Record<string, ErrorCode>>;
}

const USES: readonly Use[] = [
  { method: STATISTICS, run: (portal) => pagesOf(portal) },
  {
    method: 'disk.file.get',
    run: async (portal) =>
      portal.downloadRecording(await onlyCall(portal), path.join(tmpdir(), 'razbor-never-written')),
    translated: {
      ACCESS_DENIED: 'recording.forbidden',
      'an empty code with «Access denied.»': 'recording.forbidden',
      allowed_only_intranet_user: 'recording.forbidden',
      WRONG_AUTH_TYPE: 'recording.forbidden',
      METHOD_CONFIRM_WAITING: 'recording.forbidden',
      METHOD_CONFIRM_DENIED: 'recording.forbidden',
      INTERNAL_SERVER_ERROR: 'recording.incomplete',
      ERROR_UNEXPECTED_ANSWER: 'recording.incomplete',
      'an unknown code with status 500': 'recording.incomplete',
      ERROR_ARGUMENT: 'recording.missing',
      INVALID_ARG_VALUE: 'recording.missing',
      ERROR_CORE: 'recording.missing',
      'the numeric code 100': 'recording.missing',
      'the numeric code 0': 'recording.missing',
      'an unknown code': 'recording.missing',
      ERROR_NOT_FOUND: 'recording.deleted',
      'an empty code with «not found»': 'recording.deleted',
    },
  },
];

describe.each(USES)('$method answers', ({ method, run, translated }) => {
  test.each(MATRIX)('%s', async (name, reply, code) => {
    const data = aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })], files: [aFileRecord({ id: 5 })] });
    const patience = { retryUnreachableForMs: 5_000, retryLimitedForMs: 5_000 };
    // A short wait only where silence is the point: a busy computer may be slow without any fault.
    const limits = { ...patience, ...(reply.kind === 'hang' ? { requestTimeoutMs: 100 } : {}) };
    const { portal, fake } = await connectPortal({ data, limits });
    fake.faults.add({ method, reply });
    const error = await failureOf(fake, run(portal));
    expect(error.code).toBe(translated?.[name] ?? code);
  });
});

/** The body of a file is fetched without the SDK; its troubles must be told apart in the same way. */
describe('a download answers', () => {
  const ITEM: Partial<Record<ErrorCode, ErrorCode>> = {
    'portal.bad-answer': 'recording.incomplete',
    'portal.unreachable': 'recording.incomplete',
    'portal.forbidden': 'recording.forbidden',
    'portal.bad-request': 'recording.not-audio',
  };
  const OTHERWISE: Partial<Record<string, ErrorCode>> = {
    '200 with a page': 'recording.not-audio',
    '200 without a body': 'recording.incomplete',
    'an answer without result': 'recording.not-audio',
    'an answer that is a list': 'recording.not-audio',
    ERROR_NOT_FOUND: 'recording.deleted',
    'an empty code with «not found»': 'recording.deleted',
  };
  test.each(MATRIX)('%s', async (name, reply, code) => {
    const data = aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })], files: [aFileRecord({ id: 5 })] });
    const { portal, fake, folder } = await connectPortal({
      data,
      limits: reply.kind === 'hang' ? { idleTimeoutMs: 40 } : {},
    });
    fake.faults.add({ method: 'download', reply });
    const error = await failureOf(fake, portal.downloadRecording(await onlyCall(portal), path.join(folder, 'x.wav')));
    expect(error.code).toBe(OTHERWISE[name] ?? ITEM[code] ?? code);
  });
});
