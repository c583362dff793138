/** The deal of the call, with a way to it in the portal. */

import { useTranslation } from 'react-i18next';
import type { CallDetails } from '#core/domain/call-list.ts';
import { Icon } from '../../components/icons.tsx';
import { dealUrl } from './deal-url.ts';

export function DealLine({ callId, crm }: { readonly callId: string; readonly crm: CallDetails['crm'] }) {
  const { t } = useTranslation();
  if (!crm) return null;
  const { deal } = crm;
  if (!deal) {
    return <p className="dimmed deal-line">{t('callScreen.deal.none')}</p>;
  }
  const title = deal.title ?? t('callScreen.deal.untitled');
  const url = dealUrl(callId, deal.id);
  const facts = [
    deal.stage,
    t(`callScreen.deal.${deal.outcome}`),
    deal.atCall?.stage && deal.atCall.stage !== deal.stage
      ? t('callScreen.deal.atCall', { stage: deal.atCall.stage })
      : null,
  ].filter(Boolean);
  return (
    <p className="deal-line">
      <span className="dimmed">{t('callScreen.deal.label')}:</span>{' '}
      {url === null ? (
        title
      ) : (
        <a className="link-place" href={url} rel="noreferrer" target="_blank">
          {title} <Icon name="external" size={12} />
        </a>
      )}{' '}
      <span className="dimmed">· {facts.join(' · ')}</span>
    </p>
  );
}
