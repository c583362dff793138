/** Tells how many transcripts are older than a model that would add something to them, and offers to make them again. */

import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefiningTask } from '#core/domain/models.ts';
import { usePlainTranscripts } from './use-models.ts';

export function PlainTranscriptsNote({ task }: { readonly task: RefiningTask }) {
  const { t } = useTranslation();
  const { counts, hearAgain } = usePlainTranscripts();
  const [isAsking, setAsking] = useState(false);
  const started = hearAgain.data;
  const count = counts?.[task] ?? 0;
  if (started !== undefined && count === 0) return <p role="status">{t('models.again.started', { count: started })}</p>;
  if (count === 0) return null;
  return (
    <div className="card model-again">
      <p>{t(`models.again.${task}`, { count })}</p>
      <Button onClick={() => setAsking(true)} size="xs" variant="default">
        {t('models.again.run')}
      </Button>
      <Modal centered onClose={() => setAsking(false)} opened={isAsking} title={t('models.again.title')}>
        <Text>{t('models.again.text', { count })}</Text>
        <Group justify="flex-end" mt="lg">
          <Button onClick={() => setAsking(false)} variant="default">
            {t('models.cancel')}
          </Button>
          <Button
            onClick={() => {
              hearAgain.mutate({ task });
              setAsking(false);
            }}
          >
            {t('models.again.run')}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}
