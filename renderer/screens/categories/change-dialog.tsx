/** What a change does to stored calls, before it is saved: accepted or discarded here. */

import { Button, Modal, Progress, ScrollArea, Table } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CategoryEdit } from '#core/domain/category-editing.ts';
import type { ChangedObjection, ChangePreview } from '#core/domain/category-preview.ts';
import { CategoryTag } from '../../components/marks.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { usePreview, useRefresh } from './use-categories.ts';

interface ChangeDialogProperties {
  readonly edit: CategoryEdit;
  readonly onClose: () => void;
  /** @param id of the category that was put or merged into; null when one is gone */
  readonly onSaved: (id: string | null) => void;
}

export function ChangeDialog({ edit, onClose, onSaved }: ChangeDialogProperties) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { done, total, result } = usePreview(edit, onClose);
  const apply = useMutation({
    ...useCore().categories.edit.mutationOptions({ onError: useFailure() }),
    onSuccess: ({ id }) => {
      refresh();
      onSaved(id);
    },
  });
  return (
    <Modal onClose={onClose} opened size="lg" title={t('categories.change.title')}>
      {result ? (
        <Changes edit={edit} preview={result} />
      ) : (
        <div aria-live="polite">
          <p className="dimmed number">{t('categories.change.looking', { done, total })}</p>
          <Progress aria-label={t('categories.change.title')} mt="sm" value={total === 0 ? 0 : (done / total) * 100} />
        </div>
      )}
      <div className="category-buttons">
        <Button loading={apply.isPending} onClick={() => apply.mutate(edit)}>
          {t('categories.change.save')}
        </Button>
        <Button onClick={onClose} variant="default">
          {t('categories.change.discard')}
        </Button>
      </div>
    </Modal>
  );
}

/** A category that is being made has no name among those that are kept. */
function useNameAfter(edit: CategoryEdit): (id: string) => string {
  const nameOf = useCategoryName();
  return (id) => {
    const name = nameOf(id);
    return name === id && edit.kind === 'put' ? edit.draft.name : name;
  };
}

function Changes({ edit, preview }: { readonly edit: CategoryEdit; readonly preview: ChangePreview }) {
  const { t } = useTranslation();
  const nameOf = useNameAfter(edit);
  const { calls, allCalls, changedCalls, gained, lost } = preview;
  const changed = preview.categories.filter(({ before, after }) => before !== after);
  return (
    <>
      <p aria-live="polite">
        <b>
          {changedCalls === 0 ? t('categories.change.none') : t('categories.change.changed', { count: changedCalls })}
        </b>
      </p>
      <p className="dimmed number">
        {calls < allCalls
          ? t('categories.change.sample', { calls, all: allCalls })
          : t('categories.change.all', { calls })}
      </p>
      {changed.length > 0 && (
        <Table className="number" mt="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('categories.change.category')}</Table.Th>
              <Table.Th>{t('categories.change.before')}</Table.Th>
              <Table.Th>{t('categories.change.after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changed.map(({ category, before, after }) => (
              <Table.Tr key={category}>
                <Table.Td>{nameOf(category)}</Table.Td>
                <Table.Td>{before}</Table.Td>
                <Table.Td>{after}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <ChangedList nameOf={nameOf} objections={gained} title={t('categories.change.gained')} />
      <ChangedList nameOf={nameOf} objections={lost} title={t('categories.change.lost')} />
    </>
  );
}

function ChangedList({
  nameOf,
  objections,
  title,
}: {
  readonly nameOf: (category: string) => string;
  readonly objections: readonly ChangedObjection[];
  readonly title: string;
}) {
  if (objections.length === 0) return null;
  return (
    <section aria-label={title} className="category-changed">
      <h3>{title}</h3>
      <ScrollArea.Autosize mah={180} type="auto" viewportProps={{ tabIndex: 0 }}>
        <ul>
          {objections.map(({ callId, category, utterance, quote }) => (
            <li key={`${callId} ${utterance} ${category}`}>
              <CategoryTag category={category} name={nameOf(category)} />
              <a href={toHash(['calls', callId])}>{quote}</a>
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
    </section>
  );
}
