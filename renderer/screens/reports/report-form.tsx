/** What a report is to hold: days, manager, sections, what is hidden. */

import { Button, Checkbox, Progress, Select, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportBuild } from '#core/domain/stored-report.ts';
import { REPORT_SECTIONS } from '#core/domain/report-request.ts';
import type { ReportRequest, ReportSection } from '#core/domain/report-request.ts';
import DayRange from '../../components/filters/day-range.tsx';
import { useAppInfo } from '../../components/use-app-info.tsx';
import { toApiError, useCore, useCoreClient } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';

/** Stands for a report of its own for each manager. */
const EACH = 'each';
/** Before the key of a department; ids of managers are numbers or names. */
const TEAM = 'team:';
/** A longer list is typed in. */
const MANY = 12;

export function ReportForm({ onMade }: { readonly onMade: (id: string) => void }) {
  const { t } = useTranslation();
  const info = useAppInfo();
  const [days, setDays] = useState<ReportRequest['period'] | null>(null);
  const [who, setWho] = useState<string | null>(null);
  const [sections, setSections] = useState<readonly ReportSection[]>(REPORT_SECTIONS);
  const [isSafe, setIsSafe] = useState(false);
  const [hasClips, setHasClips] = useState(false);
  const { make, isPending } = useMakeReports(onMade);
  const period = days ?? info?.callDays ?? null;
  const agents = info?.agents ?? [];

  // A transcript and a piece of a recording are shown with their call.
  const hasCalls = sections.includes('calls');
  const canHaveClips = hasCalls && !isSafe;
  const isIncluded = (section: ReportSection): boolean =>
    sections.includes(section) && (section !== 'transcripts' || hasCalls);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!period) return;
    const request = {
      period,
      filter: {},
      sections: REPORT_SECTIONS.filter(isIncluded),
      masking: isSafe ? 'safe' : 'full',
      withClips: hasClips && canHaveClips,
    } as const;
    const filters = who === EACH ? agents.map(({ id }) => ({ agentId: id })) : [filterOf(who)];
    make(filters.map((filter) => ({ ...request, filter })));
  };
  const people = agents.map(({ id, name }) => ({ value: id, label: name }));
  const each = { value: EACH, label: t('reports.each', { count: agents.length }) };
  const teams = (info?.departments ?? []).map(({ key, name, source }) => ({
    value: `${TEAM}${key}`,
    label: source === null ? name : `${name} (${source})`,
  }));
  return (
    <form className="card report-form" onSubmit={submit}>
      <Stack gap={12}>
        <DayRange from={period?.from} onChange={setDays} to={period?.to} />
        <Select
          aria-label={t('filters.agent')}
          clearable
          data={[
            ...(agents.length > 1 ? [each] : []),
            ...(teams.length > 0 ? [{ group: t('reports.teams'), items: teams }] : []),
            ...(teams.length > 0 ? [{ group: t('reports.people'), items: people }] : people),
          ]}
          onChange={setWho}
          placeholder={t('reports.everybody')}
          searchable={people.length + teams.length > MANY}
          size="xs"
          value={who}
        />
        <Checkbox.Group
          label={t('reports.sections')}
          onChange={(values) => setSections(REPORT_SECTIONS.filter((section) => values.includes(section)))}
          value={sections.filter(isIncluded)}
        >
          <div className="report-sections">
            {REPORT_SECTIONS.map((section) => (
              <Checkbox
                disabled={section === 'transcripts' && !hasCalls}
                key={section}
                label={t(`reports.section.${section}`)}
                size="xs"
                value={section}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Switch
          checked={isSafe}
          description={t('reports.safeHint')}
          label={t('reports.safe')}
          onChange={(event) => setIsSafe(event.currentTarget.checked)}
          size="xs"
        />
        <Switch
          checked={hasClips && canHaveClips}
          description={t('reports.clipsHint')}
          disabled={!canHaveClips}
          label={t('reports.clips')}
          onChange={(event) => setHasClips(event.currentTarget.checked)}
          size="xs"
        />
        {isPending ? (
          <Making />
        ) : (
          <Button disabled={!period} fullWidth type="submit">
            {t('reports.make')}
          </Button>
        )}
      </Stack>
    </form>
  );
}

function filterOf(who: string | null): ReportRequest['filter'] {
  if (who === null) return {};
  return who.startsWith(TEAM) ? { department: who.slice(TEAM.length) } : { agentId: who };
}

/** One after another: the core makes one report at a time. */
function useMakeReports(onMade: (id: string) => void) {
  const { i18n } = useTranslation();
  const core = useCore();
  const client = useCoreClient();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async (requests: readonly ReportRequest[]) => {
      for (const { sections, ...request } of requests) {
        const { id } = await client.reports.build.mutate({ ...request, sections: [...sections] });
        await queryClient.invalidateQueries({ queryKey: core.reports.list.queryKey() });
        onMade(id);
      }
    },
    onError: (error) => {
      const known = toApiError(error);
      if (known.code === 'job.cancelled') return;
      const { title, advice } = errorText(known, i18n.language);
      notifications.show({ color: 'red', title, message: advice });
    },
  });
  return { make: mutate, isPending };
}

/** What is being done and how far it is, with a way to stop it. */
function Making() {
  const { t } = useTranslation();
  const client = useCoreClient();
  const core = useCore();
  const cancel = useMutation(core.reports.cancel.mutationOptions());
  const [state, setState] = useState<ReportBuild | null>(null);
  useEffect(() => {
    const subscription = client.reports.building.subscribe(undefined, { onData: setState });
    return () => subscription.unsubscribe();
  }, [client]);
  const isCounted = state !== null && state.callsTotal > 0;
  return (
    <Stack aria-live="polite" gap={8}>
      <Progress
        animated
        aria-label={t('reports.making')}
        value={isCounted ? (100 * state.callsDone) / state.callsTotal : 100}
      />
      <Text c="dimmed" size="xs">
        {isCounted
          ? t(`reports.stage.${state.stage}`, { done: state.callsDone, total: state.callsTotal })
          : t('reports.making')}
      </Text>
      <Button fullWidth onClick={() => cancel.mutate()} variant="default">
        {t('processing.cancel')}
      </Button>
    </Stack>
  );
}
