/** Client and deal of calls, as the portal's CRM told them. */

import type { Deal, DealOutcome } from '#core/domain/deal.ts';
import type { Connection } from './database.ts';

/** A call that was looked up in the CRM. */
export interface CrmLink {
  readonly clientType: 'contact' | 'company' | 'lead' | null;
  readonly clientId: number | null;
  readonly activityId: number | null;
  /** Null: looked, and no deal is linked to the call. */
  readonly deal: Deal | null;
}

interface Row {
  client_type: CrmLink['clientType'];
  client_id: number | null;
  activity_id: number | null;
  deal_id: number | null;
  deal_title: string | null;
  deal_stage: string | null;
  deal_outcome: DealOutcome | null;
}

export function createCrmLinks(database: Connection, now: () => string) {
  const read = database.prepare<[string], Row>('SELECT * FROM crm_links WHERE call_id = ?');
  const write = database.prepare<[Row & { call_id: string; checked_at: string }]>(`
    INSERT OR REPLACE INTO crm_links (call_id, client_type, client_id, activity_id,
      deal_id, deal_title, deal_stage, deal_outcome, checked_at)
    VALUES (@call_id, @client_type, @client_id, @activity_id,
      @deal_id, @deal_title, @deal_stage, @deal_outcome, @checked_at)`);
  const open = database.prepare<[string, string], { id: number }>(`
    SELECT DISTINCT l.deal_id AS id FROM crm_links l JOIN calls c ON c.id = l.call_id
    WHERE l.deal_id IS NOT NULL AND l.deal_outcome = 'open' AND c.source = ? AND c.started_at >= ? ORDER BY id`);
  const updateDeal = database.prepare<[Deal & { source: string; now: string }]>(`
    UPDATE crm_links SET deal_title = @title, deal_stage = @stage, deal_outcome = @outcome, checked_at = @now
    WHERE deal_id = @id AND call_id IN (SELECT id FROM calls WHERE source = @source)`);
  return {
    /** Deals that may still move on, of calls since then. @param from instant in UTC */
    openDeals: (source: string, from: string): number[] => open.all(source, from).map(({ id }) => id),
    /** What is known of a deal now, at every call that belongs to it. */
    updateDeal: (source: string, deal: Deal): void => void updateDeal.run({ ...deal, source, now: now() }),
    /** @returns undefined when the CRM was not asked about this call */
    find(callId: string): CrmLink | undefined {
      const row = read.get(callId);
      if (!row) return undefined;
      const { deal_id: id, deal_outcome: outcome } = row;
      const deal =
        id === null || outcome === null ? null : { id, title: row.deal_title, stage: row.deal_stage, outcome };
      return { clientType: row.client_type, clientId: row.client_id, activityId: row.activity_id, deal };
    },
    save(callId: string, { clientType, clientId, activityId, deal }: CrmLink): void {
      write.run({
        call_id: callId,
        client_type: clientType,
        client_id: clientId,
        activity_id: activityId,
        deal_id: deal?.id ?? null,
        deal_title: deal?.title ?? null,
        deal_stage: deal?.stage ?? null,
        deal_outcome: deal?.outcome ?? null,
        checked_at: now(),
      });
    },
  };
}
