/** Filters kept under a name: choose one, keep those that are on, throw one away. */

import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toApiError, useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import { Icon } from '../icons.tsx';
import { hasFilters, readView, sharedQuery } from './call-filters.ts';
import type { FieldProperties } from './field-properties.ts';

export function SavedViews({ view, change }: FieldProperties) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const { data: views = [] } = useQuery(core.views.list.queryOptions());
  const settled = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: core.views.list.queryKey() }),
    onError: (error: unknown) => {
      const { title, advice } = errorText(toApiError(error), i18n.language);
      notifications.show({ color: 'red', title, message: advice });
    },
  };
  const save = useMutation(core.views.save.mutationOptions(settled));
  const remove = useMutation(core.views.remove.mutationOptions(settled));
  const keep = (): void => {
    const on = Object.entries(sharedQuery(view)).filter((entry): entry is [string, string] => entry[1] !== undefined);
    save.mutate({ name: name.trim(), query: Object.fromEntries(on) });
    setName('');
  };
  if (views.length === 0 && !hasFilters(view)) return null;
  return (
    <Popover onChange={setIsOpen} opened={isOpen} position="bottom-start" shadow="md" width={280}>
      <Popover.Target>
        <Button
          leftSection={<Icon name="bookmark" />}
          onClick={() => setIsOpen(!isOpen)}
          px={8}
          size="xs"
          variant="subtle"
        >
          {t('filters.views')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filters.views')} p={8}>
        {views.map(({ id, name: viewName, query }) => (
          <div className="view-row" key={id}>
            <Button
              color="gray"
              justify="start"
              onClick={() => {
                change(readView(new URLSearchParams(query)));
                setIsOpen(false);
              }}
              size="xs"
              variant="subtle"
            >
              {viewName}
            </Button>
            <Tooltip label={t('filters.removeView', { name: viewName })}>
              <ActionIcon
                aria-label={t('filters.removeView', { name: viewName })}
                color="gray"
                onClick={() => remove.mutate({ id })}
                variant="subtle"
              >
                <Icon name="close" size={14} />
              </ActionIcon>
            </Tooltip>
          </div>
        ))}
        {hasFilters(view) && (
          <form
            className="view-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') keep();
            }}
          >
            <TextInput
              aria-label={t('filters.viewName')}
              maxLength={60}
              onChange={(event) => setName(event.currentTarget.value)}
              placeholder={t('filters.viewName')}
              size="xs"
              value={name}
            />
            <Button disabled={name.trim() === ''} loading={save.isPending} size="xs" type="submit">
              {t('filters.saveView')}
            </Button>
          </form>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
