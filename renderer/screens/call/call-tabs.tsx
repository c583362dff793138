/** Beside the conversation: what came of it, objections, figures, checklist, notes. */

import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallDetails } from '#core/domain/call-list.ts';
import type { LostCorrection } from '#core/domain/correction.ts';
import type { Note } from '#core/domain/transcript-version.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { ChecklistCard } from './checklist-card.tsx';
import { MetricsCard } from './metrics-card.tsx';
import { NotesTab } from './notes-tab.tsx';
import { ObjectionsTab } from './objections-tab.tsx';
import type { ShownObjection } from './shown-objections.ts';
import { SummaryTab } from './summary-tab.tsx';
import type { CallActions } from './use-call-actions.ts';

export const CALL_TABS = ['summary', 'objections', 'metrics', 'checklist', 'notes'] as const;
export type CallTab = (typeof CALL_TABS)[number];

interface CallTabsProperties {
  readonly details: CallDetails;
  readonly tab: CallTab;
  readonly onTab: (tab: CallTab) => void;
  readonly objections: readonly ShownObjection[];
  readonly lost: readonly LostCorrection[];
  readonly notes: readonly Note[];
  readonly noteAtMs: number | null;
  readonly onNotePlace: (atMs: number | null) => void;
  /** Where the recording is; null before it was touched. */
  readonly timeMs: number | null;
  readonly actions: CallActions;
  readonly onShow: (utterance: number) => void;
  readonly onSeek: (atMs: number) => void;
}

export function CallTabs({ details, tab, onTab, objections, lost, notes, ...rest }: CallTabsProperties) {
  const { t } = useTranslation();
  const { noteAtMs, onNotePlace, timeMs, actions, onShow, onSeek } = rest;
  const { call, analysis, talk, transcript } = details;
  const utterances = transcript?.utterances ?? [];
  const { data: qualification = null } = useQuery(useCore().qualification.ofCall.queryOptions({ id: call.id }));
  const counts: Partial<Record<CallTab, number>> = {
    objections: objections.filter(({ category }) => category !== null).length,
    notes: notes.length,
  };
  const common = { objections, utterances, onShow };
  return (
    <Tabs
      aria-label={t('callScreen.tabs.label')}
      className="call-tabs"
      keepMounted={false}
      onChange={(value) => onTab(CALL_TABS.find((known) => known === value) ?? 'summary')}
      value={tab}
    >
      <Tabs.List>
        {CALL_TABS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`callScreen.tabs.${name}`)}
            {counts[name] ? <span className="number dimmed"> {counts[name]}</span> : null}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="summary">
        <SummaryTab analysis={analysis} qualification={qualification} {...common} />
      </Tabs.Panel>
      <Tabs.Panel value="objections">
        <ObjectionsTab actions={actions} drafts={qualification?.drafts ?? []} lost={lost} {...common} />
      </Tabs.Panel>
      <Tabs.Panel value="metrics">
        {talk ? <MetricsCard onSeek={onSeek} talk={talk} /> : <p className="note">{t('call.noTranscript')}</p>}
      </Tabs.Panel>
      <Tabs.Panel value="checklist">
        <ChecklistCard callId={call.id} onShow={onShow} utterances={utterances} />
      </Tabs.Panel>
      <Tabs.Panel value="notes">
        <NotesTab
          actions={actions}
          atMs={noteAtMs}
          notes={notes}
          onPlace={onNotePlace}
          onSeek={onSeek}
          timeMs={timeMs}
        />
      </Tabs.Panel>
    </Tabs>
  );
}
