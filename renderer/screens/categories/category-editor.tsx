/** One category: its words on the left, what they find in stored calls on the right. */

import { Button, Menu, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryDraft, CategoryEdit, ListedCategory } from '#core/domain/category-editing.ts';
import { useCategoryName } from '../../components/use-app-info.tsx';
import { DraftMatches } from './draft-matches.tsx';
import { DraftQuality } from './draft-quality.tsx';

interface CategoryEditorProperties {
  readonly initial: CategoryDraft;
  readonly isBuiltin: boolean;
  /** Categories it can be merged with. */
  readonly others: readonly ListedCategory[];
  readonly onEdit: (edit: CategoryEdit) => void;
}

export function CategoryEditor({ initial, isBuiltin, others, onEdit }: CategoryEditorProperties) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(() => toFields(initial));
  const draft = toDraft(initial, fields);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(toDraft(initial, toFields(initial)));
  const set = (name: keyof Fields) => (event: { readonly currentTarget: { readonly value: string } }) => {
    const { value } = event.currentTarget;
    setFields((known) => ({ ...known, [name]: value }));
  };
  const append = (name: 'examples' | 'counterExamples', text: string): void =>
    setFields((known) => ({ ...known, [name]: [known[name].trim(), text].filter(Boolean).join('\n') }));
  return (
    <div className="category-editor">
      <form
        className="category-form"
        onSubmit={(event) => {
          event.preventDefault();
          onEdit({ kind: 'put', draft });
        }}
      >
        <TextInput label={t('categories.name')} maxLength={120} onChange={set('name')} required value={fields.name} />
        <Textarea
          autosize
          label={t('categories.recommendation')}
          maxLength={2000}
          minRows={2}
          onChange={set('recommendation')}
          value={fields.recommendation}
        />
        <Textarea
          autosize
          description={t(isBuiltin ? 'categories.examplesBuiltin' : 'categories.examplesHint')}
          label={t('categories.examples')}
          maxRows={12}
          minRows={4}
          onChange={set('examples')}
          value={fields.examples}
        />
        <Textarea
          autosize
          description={t('categories.counterHint')}
          label={t('categories.counterExamples')}
          maxRows={8}
          minRows={2}
          onChange={set('counterExamples')}
          value={fields.counterExamples}
        />
        <TextInput
          description={t('categories.keywordsHint')}
          label={t('categories.keywords')}
          onChange={set('keywords')}
          value={fields.keywords}
        />
        <DraftQuality draft={draft} isBuiltin={isBuiltin} />
        <div className="category-buttons">
          <Button disabled={!isChanged || draft.name === ''} type="submit">
            {t('categories.preview')}
          </Button>
          {initial.id !== null && !isBuiltin && <OwnActions id={initial.id} onEdit={onEdit} others={others} />}
          {isChanged && <span className="dimmed">{t('categories.unsaved')}</span>}
        </div>
      </form>
      <DraftMatches
        draft={draft}
        onCounter={(text) => append('counterExamples', text)}
        onExample={(text) => append('examples', text)}
      />
    </div>
  );
}

/** What only the user's own categories allow. */
function OwnActions({
  id,
  others,
  onEdit,
}: { readonly id: string } & Pick<CategoryEditorProperties, 'others' | 'onEdit'>) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  return (
    <>
      <Menu position="top-start" shadow="md">
        <Menu.Target>
          <Button variant="default">{t('categories.mergeWith')}</Button>
        </Menu.Target>
        <Menu.Dropdown className="category-menu">
          {others.map((other) => (
            <Menu.Item key={other.id} onClick={() => onEdit({ kind: 'merge', from: id, into: other.id })}>
              {nameOf(other.id)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button color="red" onClick={() => onEdit({ kind: 'remove', id })} variant="subtle">
        {t('categories.remove')}
      </Button>
    </>
  );
}

/** As it is typed: phrases one a line, keywords by commas. */
interface Fields {
  readonly name: string;
  readonly recommendation: string;
  readonly examples: string;
  readonly counterExamples: string;
  readonly keywords: string;
}

const toFields = ({ name, recommendation, examples, counterExamples, keywords }: CategoryDraft): Fields => ({
  ...{ name, recommendation },
  examples: examples.join('\n'),
  counterExamples: counterExamples.join('\n'),
  keywords: keywords.join(', '),
});

const split = (text: string, by: RegExp): string[] =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean);

const toDraft = ({ id, isEnabled }: CategoryDraft, fields: Fields): CategoryDraft => ({
  ...{ id, isEnabled },
  name: fields.name.trim(),
  recommendation: fields.recommendation.trim(),
  examples: split(fields.examples, /\n/),
  counterExamples: split(fields.counterExamples, /\n/),
  keywords: split(fields.keywords, /[,;\n]/),
});
