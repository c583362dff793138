/** Before an action is agreed to: what it would write, with examples. */

import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WriteAction, WriteRequest } from '#core/domain/write-back.ts';
import { useFormats } from '../../components/format.ts';
import { ErrorState } from '../../components/states.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useCore } from '../../rpc/core-context.tsx';

interface WriteBackDialogProperties {
  readonly action: WriteAction;
  readonly isSaving: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

export function WriteBackDialog({ action, isSaving, onClose, onConfirm }: WriteBackDialogProperties) {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const timeZone = useTimeZone();
  // Asked anew each time: calls may have come since.
  const { data, error } = useQuery({ ...core.writeBack.preview.queryOptions({ actions: [action] }), gcTime: 0 });
  const sample = data?.samples[0];
  return (
    <Modal onClose={onClose} opened size="lg" title={t('settings.writeBack.confirmTitle')}>
      <Stack gap="sm">
        <Text fw={500}>{t(`settings.writeBack.action.${action}`)}</Text>
        <Text c="dimmed">{t(`settings.writeBack.actionHint.${action}`)}</Text>
        {error && <ErrorState error={error} />}
        {!data && !error && <Loader size="sm" />}
        {data && (
          <Text>
            {data.calls === 0
              ? t('settings.writeBack.previewNone')
              : t('settings.writeBack.previewCount', {
                  writes: formats.number(data.writes[action]),
                  calls: formats.number(data.calls),
                })}
          </Text>
        )}
        {sample && (
          <div>
            <Text c="dimmed">
              {t('settings.writeBack.sample', { moment: formats.moment(sample.startedAt, timeZone) })}
            </Text>
            {sample.requests.map((request) => (
              <Sample key={request.action} request={request} />
            ))}
          </div>
        )}
        <Text c="dimmed" size="sm">
          {t('settings.writeBack.undo')}
        </Text>
        <Group justify="end">
          <Button onClick={onClose} variant="default">
            {t('settings.cancel')}
          </Button>
          <Button disabled={!data} loading={isSaving} onClick={onConfirm}>
            {t('settings.writeBack.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Sample({ request }: { readonly request: WriteRequest }) {
  const { t } = useTranslation();
  if (request.action === 'comment') return <blockquote className="sample">{request.text}</blockquote>;
  if (request.action === 'todo') return <blockquote className="sample">{request.title}</blockquote>;
  const [first] = request.lines;
  return (
    <blockquote className="sample">
      {first && `${t(`speaker.${first.speaker}`)}: ${first.text}`}
      <span className="dimmed">{t('settings.writeBack.sampleLines', { count: request.lines.length })}</span>
    </blockquote>
  );
}
