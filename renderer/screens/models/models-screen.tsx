/** Models: what transcribes and analyses the calls, what can be added, by task. */

import { Button, Group, Loader, Modal, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MODEL_TASKS } from '#core/domain/models.ts';
import type { ModelWorkState } from '#core/domain/models.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorState } from '../../components/states.tsx';
import { ModelCard } from './model-card.tsx';
import { PlainTranscriptsNote } from './plain-transcripts.tsx';
import { FromFile, Mirror } from './model-sources.tsx';
import { ModelTask } from './model-task.tsx';
import { useModelActions, useModelList, useModelWork, type ShownList, type ShownModel } from './use-models.ts';

/** What is asked before it is done. */
interface Question {
  readonly kind: 'use' | 'remove';
  readonly id: string;
  readonly title: string;
}

export function ModelsScreen() {
  const { t } = useTranslation();
  const { data: list, error, refetch } = useModelList();
  const state = useModelWork();
  return (
    <div className="screen">
      <header className="screen-head">
        <Title order={1}>{t('models.title')}</Title>
        <Text c="dimmed">{t('models.hint')}</Text>
      </header>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {list && state ? <Models list={list} state={state} /> : !error && <Loader className="loader" />}
    </div>
  );
}

function Models({ list, state }: { readonly list: ShownList; readonly state: ModelWorkState }) {
  const { t } = useTranslation();
  const actions = useModelActions();
  const [question, setQuestion] = useState<Question | null>(null);
  const { work, last } = state;
  const ask =
    (kind: Question['kind'], { id, title }: Pick<ShownModel, 'id' | 'title'>) =>
    () =>
      setQuestion({ kind, id, title });
  return (
    <>
      <Bundled
        list={list}
        onChoose={ask('use', {
          id: list.bundledEngineId,
          title: t('models.bundled'),
        })}
      />
      {MODEL_TASKS.map((task) => (
        <ModelTask
          card={(model) => (
            <ModelCard
              deviceChoice={model.id === list.engineId ? list.deviceChoice : null}
              isChosen={model.id === list.engineId}
              key={model.id}
              model={model}
              onCancel={actions.cancel}
              onChoose={ask('use', model)}
              onInstall={() => actions.install(model.id)}
              onRemove={ask('remove', model)}
              onVerify={() => actions.verify(model.id)}
              outcome={last?.id === model.id ? last : null}
              work={work}
            />
          )}
          isBusy={({ id }) => id === work?.id || id === last?.id}
          key={task}
          models={list.models.filter((model) => model.task === task)}
          note={(task === 'punctuation' || task === 'diarization') && <PlainTranscriptsNote task={task} />}
          task={task}
        />
      ))}
      <div className="model-cards model-task">
        <FromFile actions={actions} outcome={last?.id === null ? last : null} work={work} />
        <Mirror actions={actions} key={list.mirror} url={list.mirror} />
      </div>
      <Confirmation
        isChosen={question?.id === list.engineId}
        onClose={() => setQuestion(null)}
        onConfirm={({ kind, id }) => (kind === 'use' ? actions.choose(id) : actions.remove(id))}
        question={question}
      />
    </>
  );
}

function Bundled({ list, onChoose }: { readonly list: ShownList; readonly onChoose: () => void }) {
  const { t } = useTranslation();
  const isChosen = list.engineId === list.bundledEngineId;
  return (
    <section aria-label={t('models.bundled')} className="card model-bundled">
      <div>
        <h2>{t('models.bundled')}</h2>
        <p className="model-text">{t('models.bundledHint')}</p>
      </div>
      {isChosen ? (
        <span className="model-chosen">
          <Icon name="handled" /> {t('models.chosen')}
        </span>
      ) : (
        <Button onClick={onChoose} size="xs" variant="default">
          {t('models.use')}
        </Button>
      )}
    </section>
  );
}

interface ConfirmationProperties {
  readonly question: Question | null;
  /** The model transcribes the calls now. */
  readonly isChosen: boolean;
  readonly onConfirm: (question: Question) => void;
  readonly onClose: () => void;
}

function Confirmation({ question, isChosen, onConfirm, onClose }: ConfirmationProperties) {
  const { t } = useTranslation();
  const kind = question?.kind ?? 'use';
  const title = question?.title ?? '';
  return (
    <Modal centered onClose={onClose} opened={question !== null} title={t(`models.${kind}Title`)}>
      <Text>{t(`models.${kind}Text`, { title })}</Text>
      {kind === 'remove' && isChosen && <Text mt="xs">{t('models.removeChosen')}</Text>}
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose} variant="default">
          {t('models.cancel')}
        </Button>
        <Button
          {...(kind === 'remove' && { color: 'red' })}
          onClick={() => {
            if (question) onConfirm(question);
            onClose();
          }}
        >
          {t(kind === 'use' ? 'models.useRun' : 'models.remove')}
        </Button>
      </Group>
    </Modal>
  );
}
