/** Requests to the imitated portal without our client in between. */

import type { IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { onTestFinished } from 'vitest';
import { type FakePortal, type FakePortalOptions, type PortalData, startFakePortal } from '#core/demo/index.ts';
import { aPortal } from '../../fakes/portal-data.ts';

/** Plain requests: nothing of what Razbor sends with them. */
export interface Ask {
  readonly path?: string;
  readonly httpMethod?: 'GET' | 'POST';
  readonly contentType?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

export interface Reply {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

export async function open(data: PortalData = aPortal(), options: FakePortalOptions = {}) {
  const fake = await startFakePortal(data, options);
  onTestFinished(() => fake.close());
  const request = (ask: Ask): Promise<Reply> => send(fake, ask);
  const call = (method: string, params: object = {}): Promise<Reply> =>
    request({ path: `/rest/1/${fake.settings.secret}/${method}`, body: JSON.stringify(params) });
  return { fake, request, call };
}

export function send(fake: FakePortal, ask: Ask): Promise<Reply> {
  const { path = '/', httpMethod = 'POST', body = '', contentType = 'application/json' } = ask;
  return new Promise((resolve, reject) => {
    const request = https.request(
      new URL(`https://${fake.host}${path}`),
      { ca: fake.caPem, method: httpMethod, headers: { 'content-type': contentType, ...ask.headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = (response.headers['content-type'] ?? '').includes('json');
          const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
          resolve({ status: response.statusCode ?? 0, json, text, headers: response.headers });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

export const STATISTICS = 'voximplant.statistic.get';
export const idsOf = ({ json }: Reply): number[] => (json.result as { ID: string }[]).map((row) => Number(row.ID));
