/** What can be done with one turn. */

import { ActionIcon, Menu } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Speaker } from '#core/domain/transcript.ts';
import { Icon } from '../../components/icons.tsx';

interface TurnMenuProperties {
  readonly time: string;
  readonly speaker: Speaker;
  readonly onEdit: () => void;
  readonly onSpeaker: (speaker: 'agent' | 'client') => void;
  readonly onObjection: () => void;
  readonly onNote: () => void;
  readonly onCopy: () => void;
}

export function TurnMenu({ time, speaker, onEdit, onSpeaker, onObjection, onNote, onCopy }: TurnMenuProperties) {
  const { t } = useTranslation();
  const target = useRef<HTMLButtonElement>(null);
  return (
    // A form that an item opens has the focus then; only a menu that was left gives it back.
    <Menu onDismiss={() => target.current?.focus()} position="bottom-end" returnFocus={false} shadow="md" width={240}>
      <Menu.Target>
        <ActionIcon
          aria-label={t('callScreen.turn.menu', { time })}
          className="turn-menu"
          color="gray"
          ref={target}
          size="sm"
          variant="subtle"
        >
          <Icon name="more" size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit} rightSection={<kbd>e</kbd>}>
          {t('callScreen.turn.edit')}
        </Menu.Item>
        {speaker !== 'agent' && (
          <Menu.Item onClick={() => onSpeaker('agent')}>{t('callScreen.turn.toAgent')}</Menu.Item>
        )}
        {speaker !== 'client' && (
          <Menu.Item onClick={() => onSpeaker('client')}>{t('callScreen.turn.toClient')}</Menu.Item>
        )}
        <Menu.Item onClick={onObjection}>{t('callScreen.turn.addObjection')}</Menu.Item>
        <Menu.Item onClick={onNote}>{t('callScreen.turn.note')}</Menu.Item>
        <Menu.Item onClick={onCopy}>{t('callScreen.turn.copy')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
