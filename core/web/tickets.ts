/**
 * Tickets: addresses of files that may be asked for without the token.
 *
 * `<audio>` and frames send no header of ours, and a cookie would go to every port of this computer. So the interface,
 * which knows the token, hands out an address with a random ticket that opens one file for a while.
 */

import { randomBytes } from 'node:crypto';
import type { ServedFile } from '#core/domain/served-file.ts';
import type { Clock } from '#core/ports.ts';

/** A player asks for parts of a recording as it goes; each part renews the ticket. */
const LIFETIME_MS = 30 * 60_000;
const MAX_TICKETS = 500;

/** Finds the file when it is asked for; null when it has gone. */
export type FindFile = () => Promise<ServedFile | null> | ServedFile | null;

export interface Tickets {
  issue(find: FindFile): string;
  /** @returns null for a ticket that is unknown or too old, or whose file has gone */
  redeem(ticket: string): Promise<ServedFile | null>;
}

export function createTickets(clock: Pick<Clock, 'now'>): Tickets {
  const issued = new Map<string, { find: FindFile; usedAt: number }>();
  const keep = (ticket: string, find: FindFile): void => {
    // Re-inserting moves it to the end: the first of the map is the one unused for longest.
    issued.delete(ticket);
    issued.set(ticket, { find, usedAt: clock.now() });
    const [oldest] = issued.keys();
    if (issued.size > MAX_TICKETS && oldest !== undefined) issued.delete(oldest);
  };
  return {
    issue(find) {
      const ticket = randomBytes(24).toString('base64url');
      keep(ticket, find);
      return ticket;
    },
    async redeem(ticket) {
      const known = issued.get(ticket);
      if (!known) return null;
      if (clock.now() - known.usedAt > LIFETIME_MS) {
        issued.delete(ticket);
        return null;
      }
      keep(ticket, known.find);
      return known.find();
    },
  };
}
