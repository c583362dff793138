/** Categories: what counts as an objection; every change is shown on stored calls before it is saved. */

import { Button, FileButton, Loader, Progress, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryEdit, CategoryList as Listed } from '#core/domain/category-editing.ts';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { goTo, toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { CategoryEditor } from './category-editor.tsx';
import { CategoryList } from './category-list.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { SuggestionsTray } from './suggestions-tray.tsx';
import { draftOf, EMPTY_DRAFT, useCategoryFiles, useCategoryList, useSettling } from './use-categories.ts';
import { VersionsDialog } from './versions-dialog.tsx';

/** In the address, in place of the id of a category. */
const NEW = '+';

/** @param id of the category that is open; none shows the list alone */
export function CategoriesScreen({ id = null }: { readonly id?: string | null | undefined }) {
  const { t } = useTranslation();
  const { data: list, error, refetch } = useCategoryList();
  const [edit, setEdit] = useState<CategoryEdit | null>(null);
  const saved = (savedId: string | null): void => {
    const isKept = edit?.kind === 'switch' || edit?.kind === 'restore';
    setEdit(null);
    if (!isKept) goTo(toHash(savedId === null ? ['categories'] : ['categories', savedId]), true);
  };
  return (
    <div className="screen">
      <header className="screen-head">
        <Title order={1}>{t('categories.title')}</Title>
        <Text c="dimmed">{t('categories.hint')}</Text>
        <Actions onRestore={(version) => setEdit({ kind: 'restore', version })} />
      </header>
      <SettlingLine />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!list && !error && <Loader className="loader" />}
      {list && (
        <>
          <SuggestionsTray categories={list.categories} isFolded={id !== null} />
          <div className="categories">
            <CategoryList
              categories={list.categories}
              currentId={id}
              onSwitch={(switched, isEnabled) => setEdit({ kind: 'switch', id: switched, isEnabled })}
            />
            <Opened id={id} list={list} onEdit={setEdit} />
          </div>
        </>
      )}
      {edit && <ChangeDialog edit={edit} onClose={() => setEdit(null)} onSaved={saved} />}
    </div>
  );
}

interface OpenedProperties {
  readonly id: string | null;
  readonly list: Listed;
  readonly onEdit: (edit: CategoryEdit) => void;
}

function Opened({ id, list, onEdit }: OpenedProperties) {
  const { t } = useTranslation();
  const category = list.categories.find((one) => one.id === id);
  if (!category && id !== NEW) return <EmptyState hint={t('categories.emptyHint')} title={t('categories.empty')} />;
  return (
    <CategoryEditor
      initial={category ? draftOf(category) : EMPTY_DRAFT}
      isBuiltin={category?.isBuiltin ?? false}
      // Saved words replace those in the editor.
      key={`${id ?? ''} ${list.version}`}
      onEdit={onEdit}
      others={list.categories.filter((one) => one.id !== id)}
    />
  );
}

function Actions({ onRestore }: { readonly onRestore: (version: number) => void }) {
  const { t } = useTranslation();
  const { load, save } = useCategoryFiles();
  const [hasVersions, setHasVersions] = useState(false);
  return (
    <div className="category-actions">
      <Button onClick={() => goTo(toHash(['categories', NEW]))} size="xs">
        {t('categories.add')}
      </Button>
      <Button onClick={() => setHasVersions(true)} size="xs" variant="default">
        {t('categories.versions')}
      </Button>
      <FileButton accept="application/json,.json" onChange={(file) => file && load.mutate(file)}>
        {(properties) => (
          <Button {...properties} loading={load.isPending} size="xs" variant="default">
            {t('categories.import')}
          </Button>
        )}
      </FileButton>
      <Button loading={save.isPending} onClick={() => save.mutate()} size="xs" variant="default">
        {t('categories.export')}
      </Button>
      {hasVersions && (
        <VersionsDialog
          onClose={() => setHasVersions(false)}
          onRestore={(version) => {
            setHasVersions(false);
            onRestore(version);
          }}
        />
      )}
    </div>
  );
}

/** How far stored calls follow; nothing while they all do. */
function SettlingLine() {
  const { t } = useTranslation();
  const core = useCore();
  const state = useSettling();
  const start = useMutation(core.categories.startSettling.mutationOptions());
  const cancel = useMutation(core.categories.cancelSettling.mutationOptions());
  if (!state || (!state.isRunning && state.stale === 0)) return null;
  const { done, total, stale } = state;
  return (
    <div aria-live="polite" className="card category-settling">
      <span className="number">
        {state.isRunning ? t('categories.settling', { done, total }) : t('categories.stale', { count: stale })}
      </span>
      {state.isRunning ? (
        <>
          <Progress aria-label={t('categories.title')} value={total === 0 ? 0 : (done / total) * 100} />
          <Button loading={cancel.isPending} onClick={() => cancel.mutate()} size="compact-sm" variant="default">
            {t('categories.stop')}
          </Button>
        </>
      ) : (
        <Button loading={start.isPending} onClick={() => start.mutate()} size="compact-sm" variant="light">
          {t('categories.settle')}
        </Button>
      )}
    </div>
  );
}
