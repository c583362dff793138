/** Asks before something that changes the scores of all calls. */

import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListedScorecard } from '#core/domain/scorecard.ts';
import { useChecklistTitle } from '../../components/use-checklist-name.ts';

interface ConfirmDialogProperties {
  readonly what: 'use' | 'remove';
  readonly scorecard: ListedScorecard;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog({ what, scorecard, onConfirm, onClose }: ConfirmDialogProperties) {
  const { t } = useTranslation();
  const name = useChecklistTitle()(scorecard);
  const isRemoval = what === 'remove';
  return (
    <Modal onClose={onClose} opened title={t(isRemoval ? 'scorecards.removeTitle' : 'scorecards.useTitle')}>
      <Text>
        {t(isRemoval ? 'scorecards.removeText' : 'scorecards.useText', { name })}
        {isRemoval && scorecard.isActive && ` ${t('scorecards.removeActive')}`}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose} variant="default">
          {t('scorecards.cancel')}
        </Button>
        <Button
          color={isRemoval ? 'red' : undefined}
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {t(isRemoval ? 'scorecards.remove' : 'scorecards.use')}
        </Button>
      </Group>
    </Modal>
  );
}
