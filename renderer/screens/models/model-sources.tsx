/** Where models come from beside the usual hub: a file, another address. */

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelOutcome, ModelWork } from '#core/domain/models.ts';
import { PathField } from '../../components/path-field.tsx';
import { ModelOutcomeNote, ModelProgress } from './model-progress.tsx';
import type { ModelActions } from './use-models.ts';

interface FromFileProperties {
  readonly work: ModelWork | null;
  /** How the last import ended, when it is not told at a model. */
  readonly outcome: ModelOutcome | null;
  readonly actions: ModelActions;
}

export function FromFile({ work, outcome, actions }: FromFileProperties) {
  const { t } = useTranslation();
  const [path, setPath] = useState('');
  return (
    <section aria-label={t('models.file')} className="card">
      <h2>{t('models.file')}</h2>
      <p className="dimmed model-text">{t('models.fileHint')}</p>
      {outcome && <ModelOutcomeNote outcome={outcome} title="" />}
      {work?.kind === 'import' && work.id === null ? (
        <ModelProgress onCancel={actions.cancel} work={work} />
      ) : (
        <form
          className="model-line"
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') actions.importFrom(path.trim());
          }}
        >
          <PathField
            isLabelHidden
            kinds={['model-file', 'model-folder']}
            label={t('models.filePath')}
            onChange={setPath}
            size="xs"
            value={path}
          />
          <Button disabled={work !== null || path.trim() === ''} size="xs" type="submit" variant="default">
            {t('models.fileRun')}
          </Button>
        </form>
      )}
    </section>
  );
}

export function Mirror({ url, actions }: { readonly url: string | null; readonly actions: ModelActions }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(url ?? '');
  const wanted = typed.trim() === '' ? null : typed.trim();
  return (
    <section aria-label={t('models.mirror')} className="card">
      <h2>{t('models.mirror')}</h2>
      <p className="dimmed model-text">{t('models.mirrorHint')}</p>
      <form
        className="model-line"
        onSubmit={(event) => {
          event.preventDefault();
          actions.setMirror(wanted);
        }}
      >
        <TextInput
          aria-label={t('models.mirrorLabel')}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder="https://huggingface.co"
          size="xs"
          value={typed}
        />
        <Button disabled={wanted === url} size="xs" type="submit" variant="default">
          {t('models.mirrorRun')}
        </Button>
      </form>
    </section>
  );
}
