/** The letter that is proposed after an objection, one for each category. */

import { Button, Group, Select, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftTemplate } from '#core/domain/draft.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';

const MAX_LENGTH = 4000;

export function TemplatesCard() {
  const { t } = useTranslation();
  const core = useCore();
  const categoryName = useCategoryName();
  const { data: templates = [] } = useQuery(core.qualification.templates.queryOptions());
  const [category, setCategory] = useState<string | null>(null);
  const template = templates.find((each) => each.category === category) ?? templates[0];
  if (!template) return null;
  return (
    <SettingCard hint={t('settings.letters.hint')} title={t('settings.letters.title')}>
      <Select
        allowDeselect={false}
        aria-label={t('filters.objection')}
        data={templates.map(({ category: id }) => ({ value: id, label: categoryName(id) }))}
        maw={360}
        onChange={setCategory}
        value={template.category}
      />
      <TemplateForm key={`${template.category} ${template.text}`} template={template} />
    </SettingCard>
  );
}

function TemplateForm({ template: { category, text, isStandard } }: { readonly template: DraftTemplate }) {
  const { t } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(text);
  const settled = {
    onSuccess: () => queryClient.invalidateQueries(core.qualification.pathFilter()),
    onError: useFailure(),
  };
  const save = useMutation(core.qualification.saveTemplate.mutationOptions(settled));
  const reset = useMutation(core.qualification.resetTemplate.mutationOptions(settled));
  const isChanged = typed.trim() !== '' && typed !== text;
  return (
    <>
      <Textarea
        aria-label={t('settings.letters.text')}
        autosize
        maxLength={MAX_LENGTH}
        maxRows={14}
        minRows={6}
        onChange={(event) => setTyped(event.currentTarget.value)}
        value={typed}
      />
      <Text c="dimmed" size="sm">
        {t('settings.letters.places')}
      </Text>
      <Group>
        <Button disabled={!isChanged} loading={save.isPending} onClick={() => save.mutate({ category, text: typed })}>
          {t('settings.letters.save')}
        </Button>
        {!isStandard && (
          <Button loading={reset.isPending} onClick={() => reset.mutate({ category })} variant="default">
            {t('settings.letters.reset')}
          </Button>
        )}
      </Group>
    </>
  );
}
