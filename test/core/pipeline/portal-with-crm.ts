/** A portal whose calls lead into the CRM. */

import { emptyCrm, type PortalData } from '#core/demo/index.ts';
import { aCallRecord, aPortal, TODAY_MS } from '../../fakes/portal-data.ts';

const DAY_MS = 86_400_000;
const missed = { durationSeconds: 0, failedCode: '304' };

/** A contact with a won deal in the second funnel, a company without a deal, a lead, and a call of nobody. */
export function aPortalWithCrm(): PortalData {
  const activity = { isIncoming: true, startedAtMs: TODAY_MS };
  const move = { dealId: 20, funnelId: 5 };
  const bound = [
    { entityTypeId: 3, entityId: 30 },
    { entityTypeId: 2, entityId: 20 },
  ];
  return aPortal({
    calls: [
      aCallRecord({ id: 1, crmEntityType: 'CONTACT', crmEntityId: 30, crmActivityId: 501, ...missed }),
      aCallRecord({ id: 2, crmEntityType: 'COMPANY', crmEntityId: 40, crmActivityId: 502, ...missed }),
      aCallRecord({ id: 3, crmEntityType: 'LEAD', crmEntityId: 10, ...missed }),
      aCallRecord({ id: 4, ...missed }),
    ],
    crm: {
      ...emptyCrm(),
      items: [
        { entityTypeId: 3, id: 30, fields: { name: 'Олег', lastName: 'Савин' } },
        { entityTypeId: 4, id: 40, fields: { title: 'ООО «Ромашка»' } },
        { entityTypeId: 1, id: 10, fields: { title: 'Заявка с сайта', name: null, lastName: '' } },
        { entityTypeId: 2, id: 20, fields: { title: 'Окна', stageId: 'C5:WON', categoryId: 5, stageSemanticId: 'S' } },
      ],
      activities: [
        { ...activity, id: 501, bindings: bound },
        { ...activity, id: 502, bindings: [{ entityTypeId: 4, entityId: 40 }] },
      ],
      stages: [
        { entityId: 'DEAL_STAGE_5', id: 'C5:WON', name: 'Договор подписан', sort: 10, semantics: 'S' },
        { entityId: 'DEAL_STAGE_5', id: 'C5:LOSE', name: 'Отказ', sort: 20, semantics: 'F' },
        { entityId: 'DEAL_STAGE_5', id: 'C5:NEW', name: 'Новая', sort: 5, semantics: 'P' },
      ],
      history: [
        { ...move, id: 1, typeId: 1, createdAtMs: TODAY_MS - 2 * DAY_MS, stageId: 'C5:NEW', semantics: 'P' },
        { ...move, id: 2, typeId: 3, createdAtMs: TODAY_MS, stageId: 'C5:WON', semantics: 'S' },
      ],
    },
  });
}
