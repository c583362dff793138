/** All checklists: which one scores the calls, and what can be done with each. */

import { ActionIcon, Badge, Button, FileButton, Loader, Menu, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedScorecard } from '#core/domain/scorecard.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorState } from '../../components/states.tsx';
import { BUILTIN_CHECKLIST_ID, useChecklistTitle } from '../../components/use-checklist-name.ts';
import { goTo, toHash } from '../../routing.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useScorecardActions, useScorecards } from './use-scorecards.ts';

type Asked = { readonly what: 'use' | 'remove'; readonly scorecard: ListedScorecard };

export function ScorecardList() {
  const { t } = useTranslation();
  const { data, error, refetch } = useScorecards();
  const { use, remove, load, keep } = useScorecardActions();
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div className="screen">
      <header className="screen-head">
        <Title order={1}>{t('scorecards.title')}</Title>
        <Text c="dimmed">{t('scorecards.hint')}</Text>
        <div className="scorecard-actions">
          <NewMenu />
          <FileButton accept="application/json,.json" onChange={(file) => file && load.mutate(file)}>
            {(properties) => (
              <Button {...properties} loading={load.isPending} size="xs" variant="default">
                {t('scorecards.import')}
              </Button>
            )}
          </FileButton>
        </div>
      </header>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader className="loader" />}
      {data && (
        <ul aria-label={t('scorecards.list')} className="scorecard-list">
          {data.map((scorecard) => (
            <ScorecardRow
              key={scorecard.id}
              onAsk={(what) => setAsked({ what, scorecard })}
              onKeep={() => keep.mutate(scorecard)}
              scorecard={scorecard}
            />
          ))}
        </ul>
      )}
      {asked && (
        <ConfirmDialog
          onClose={() => setAsked(null)}
          onConfirm={() => (asked.what === 'use' ? use : remove).mutate(asked.scorecard)}
          scorecard={asked.scorecard}
          what={asked.what}
        />
      )}
    </div>
  );
}

function NewMenu() {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button rightSection={<Icon name="down" />} size="xs">
          {t('scorecards.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => goTo(toHash(['scorecards', '+'], { from: BUILTIN_CHECKLIST_ID }))}>
          {t('scorecards.fromBuiltin')}
        </Menu.Item>
        <Menu.Item onClick={() => goTo(toHash(['scorecards', '+']))}>{t('scorecards.fromScratch')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ScorecardRowProperties {
  readonly scorecard: ListedScorecard;
  readonly onAsk: (what: Asked['what']) => void;
  readonly onKeep: () => void;
}

function ScorecardRow({ scorecard, onAsk, onKeep }: ScorecardRowProperties) {
  const { t } = useTranslation();
  const name = useChecklistTitle()(scorecard);
  const { id, criteria, topics, isActive, isBuiltin } = scorecard;
  const about = topics.length === 0 ? t('scorecards.allTopics') : topics.map((topic) => t(`topic.${topic}`)).join(', ');
  return (
    <li className={isActive ? 'is-active' : undefined}>
      <a className="scorecard-link" href={toHash(['scorecards', id])}>
        <span className="scorecard-name">{name}</span>
        <span className="dimmed number scorecard-facts">
          {isBuiltin && `${t('scorecards.builtin')} · `}
          {t('scorecards.criteria', { count: criteria })} · {about}
        </span>
      </a>
      {isActive ? (
        <Badge tt="none" variant="light">
          {t('scorecards.active')}
        </Badge>
      ) : (
        <Button onClick={() => onAsk('use')} size="compact-sm" variant="default">
          {t('scorecards.use')}
        </Button>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon aria-label={t('scorecards.more', { name })} color="gray" variant="subtle">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => goTo(toHash(['scorecards', '+'], { from: id }))}>{t('scorecards.copy')}</Menu.Item>
          <Menu.Item onClick={onKeep}>{t('scorecards.export')}</Menu.Item>
          {!isBuiltin && (
            <Menu.Item color="red" onClick={() => onAsk('remove')}>
              {t('scorecards.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
