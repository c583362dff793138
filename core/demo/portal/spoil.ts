/** Lets an ordered fault happen to an answer. */

import type { ServerResponse } from 'node:http';
import { type FaultReply, restErrorOf } from './faults.ts';

/** @returns whether the answer (or its absence) was taken care of */
export async function spoil(
  fault: FaultReply,
  response: ServerResponse,
  { reply, sleep }: { reply: () => { status: number; body: string }; sleep: (ms: number) => Promise<void> },
): Promise<boolean> {
  const send = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): true => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(body);
    return true;
  };
  switch (fault.kind) {
    case 'rest': {
      const error = restErrorOf(fault);
      return send(error.status, JSON.stringify(error.toBody()));
    }
    case 'raw':
      return send(fault.status, fault.body, {
        ...(fault.contentType === undefined ? {} : { 'content-type': fault.contentType }),
        ...fault.headers,
      });
    case 'truncated': {
      const { status, body } = reply();
      return send(status, body.slice(0, Math.floor(body.length / 2)));
    }
    case 'bom': {
      const { status, body } = reply();
      return send(status, `\ufeff${body}`);
    }
    case 'perform-then-reset':
      reply();
      response.destroy();
      return true;
    case 'reset':
      response.destroy();
      return true;
    case 'reset-after-headers':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
      response.write('{"result":', () => response.destroy());
      return true;
    case 'hang':
      return true;
    case 'delay':
      await sleep(fault.ms);
      return false;
  }
}
