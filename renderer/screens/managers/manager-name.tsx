/** A manager in the table: who it is, from where, and the tick to compare. */

import { ActionIcon, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ManagerFigures } from '#core/domain/figures.ts';
import type { Filters } from '../../components/filters/use-filters.ts';
import { Icon } from '../../components/icons.tsx';
import { useAppInfo } from '../../components/use-app-info.tsx';

interface ManagerNameProperties {
  readonly manager: ManagerFigures;
  readonly callsHref: Filters['callsHref'];
  readonly isCompared: boolean;
  readonly isFull: boolean;
  readonly onCompare: (agentId: string) => void;
  /** Opens what to listen to with them. */
  readonly onListen: (manager: { readonly agentId: string; readonly name: string }) => void;
}

/** Calls of nobody in particular cannot be filtered for, so they have no link. */
export function ManagerName({ manager, callsHref, isCompared, isFull, onCompare, onListen }: ManagerNameProperties) {
  const { t } = useTranslation();
  const { agentId, agentName } = manager;
  const agent = useAppInfo()?.agents.find(({ id }) => id === agentId);
  if (agentId === null) return <span className="manager-name dimmed">{t('call.unknownAgent')}</span>;
  const name = agentName ?? agentId;
  const isGone = agent?.isActive === false;
  return (
    <span className="manager-name">
      <Checkbox
        aria-label={t('managers.compare', { agent: name })}
        checked={isCompared}
        disabled={isFull && !isCompared}
        onChange={() => onCompare(agentId)}
        size="xs"
      />
      <span>
        <a href={callsHref({ agentId })}>{name}</a>
        {isGone && <span className="manager-gone">{t('managers.gone')}</span>}
        {agent?.department && <span className="manager-department">{agent.department}</span>}
      </span>
      <ActionIcon
        aria-label={t('managers.playlist.open', { name })}
        className="manager-listen"
        color="gray"
        onClick={() => onListen({ agentId, name })}
        title={t('managers.playlist.open', { name })}
        variant="subtle"
      >
        <Icon name="play" />
      </ActionIcon>
    </span>
  );
}
