/** Facts about the product that letters may use. */

import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';

const MAX_LENGTH = 100_000;

export function KnowledgeCard() {
  const { t } = useTranslation();
  const core = useCore();
  const { data } = useQuery(core.qualification.knowledge.queryOptions());
  return (
    <SettingCard hint={t('settings.knowledge.hint')} title={t('settings.knowledge.title')}>
      {data && <KnowledgeForm key={data.text} text={data.text} />}
    </SettingCard>
  );
}

function KnowledgeForm({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(text);
  const save = useMutation(
    core.qualification.saveKnowledge.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(core.qualification.pathFilter()),
      onError: useFailure(),
    }),
  );
  return (
    <>
      <Textarea
        aria-label={t('settings.knowledge.title')}
        autosize
        maxLength={MAX_LENGTH}
        maxRows={16}
        minRows={5}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t('settings.knowledge.example')}
        value={typed}
      />
      <div>
        <Button disabled={typed === text} loading={save.isPending} onClick={() => save.mutate({ text: typed })}>
          {t('settings.letters.save')}
        </Button>
      </div>
    </>
  );
}
