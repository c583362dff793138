/** The call itself: player, conversation, and beside them what is known of it. */

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDetails } from '#core/domain/call-list.ts';
import { Icon } from '../../components/icons.tsx';
import { useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import { CallTabs } from './call-tabs.tsx';
import type { CallTab } from './call-tabs.tsx';
import { Player } from './player.tsx';
import type { PlayerHandle } from './player.tsx';
import { PortalText } from './portal-text.tsx';
import { shownObjections } from './shown-objections.ts';
import { shownQuote } from './shown-quote.ts';
import { Transcript } from './transcript.tsx';
import type { TranscriptHandle } from './transcript.tsx';
import type { TurnForm, TurnHandlers } from './turn.tsx';
import { useCallActions } from './use-call-actions.ts';
import { useEngineName } from './use-engine-name.ts';
import { VersionNote, VersionsMenu } from './versions-menu.tsx';
import { WorkNote } from './work-note.tsx';

interface CallViewProperties {
  readonly details: CallDetails;
  readonly recordingUrl: string | null;
  /** Where to begin playing at once; null to wait. */
  readonly startAtMs: number | null;
  /** The turn to look at first. */
  readonly showAtMs: number | null;
  readonly ref: Ref<CallViewHandle>;
}

export interface CallViewHandle {
  /** Opens a turn for correction: the one that is heard where none is named. */
  edit(utterance: number | null): void;
}

const NOTHING = [] as const;

export function CallView({ details, recordingUrl, startAtMs, showAtMs, ref }: CallViewProperties) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const engineName = useEngineName();
  const player = useRef<PlayerHandle>(null);
  const conversation = useRef<TranscriptHandle>(null);
  const [timeMs, setTimeMs] = useState(showAtMs ?? -1);
  const [form, setForm] = useState<TurnForm | null>(null);
  const [tab, setTab] = useState<CallTab>('summary');
  const [noteAtMs, setNoteAtMs] = useState<number | null>(null);
  const { call, analysis, error, transcript } = details;
  const callId = call.id;
  const { data: history } = useQuery(core.transcriptEdits.history.queryOptions({ callId }));
  const { data: corrections } = useQuery(core.corrections.ofCall.queryOptions({ callId }));
  const { data: notes = NOTHING } = useQuery(core.notes.ofCall.queryOptions({ callId }));
  const actions = useCallActions(callId, history?.versions.find(({ isCurrent }) => isCurrent)?.id ?? null);

  const utterances = transcript?.utterances ?? NOTHING;
  const objections = useMemo(
    () => shownObjections(corrections, analysis?.objections ?? NOTHING),
    [corrections, analysis],
  );
  const handlers = useMemo<TurnHandlers>(
    () => ({
      seek: (ms) => player.current?.seek(ms),
      note: (ms) => {
        setTab('notes');
        setNoteAtMs(ms);
      },
      setForm,
    }),
    [],
  );
  const show = (utterance: number): void => {
    conversation.current?.show(utterance);
    player.current?.seek(utterances[utterance]?.startMs ?? 0);
  };
  // Once, when the call is opened: afterwards people look where they like.
  const first = useRef(utterances.findIndex(({ startMs }) => showAtMs !== null && startMs >= showAtMs));
  useEffect(() => {
    if (first.current >= 0) conversation.current?.show(first.current);
  }, []);
  const edit = (focused: number | null): void => {
    const heard = utterances.findLastIndex(({ startMs }) => startMs <= timeMs);
    const utterance = focused ?? Math.max(0, heard);
    if (!utterances[utterance]) return;
    conversation.current?.show(utterance);
    setForm({ utterance, kind: 'text' });
  };
  useImperativeHandle(ref, () => ({ edit }));

  return (
    <>
      {recordingUrl ? (
        <Player
          agentChannel={transcript?.channels === 2 ? transcript.agentChannel : null}
          channels={transcript?.channels ?? 1}
          durationMs={transcript?.durationMs ?? call.durationMs}
          markers={objections.flatMap(({ category, utterance, quote }) =>
            category === null
              ? []
              : [
                  {
                    category,
                    quote: shownQuote(quote, utterances[utterance]?.text),
                    atMs: utterances[utterance]?.startMs ?? 0,
                  },
                ],
          )}
          notes={notes.flatMap(({ atMs, text }) => (atMs === null ? [] : [{ atMs, text }]))}
          onTime={setTimeMs}
          ref={player}
          showAtMs={showAtMs}
          startAtMs={startAtMs}
          url={recordingUrl}
        />
      ) : (
        <p className="note">{t('call.noRecording')}</p>
      )}
      {error && (
        <p className="note note-warning" role="alert">
          <Icon name="warning" /> {errorText(error, i18n.language).title}. {errorText(error, i18n.language).advice}
        </p>
      )}
      {history && <WorkNote callId={callId} history={history} />}
      <div className="call-columns">
        <section aria-label={t('call.transcript')} className="call-transcript">
          {history && history.versions.length > 0 && (
            <div className="transcript-tools">
              <VersionsMenu
                actions={actions}
                hasRecording={details.hasRecording}
                hasSides={utterances.some(({ speaker }) => speaker !== 'unknown')}
                history={history}
              />
            </div>
          )}
          {history && <VersionNote actions={actions} history={history} />}
          {transcript?.channels === 1 && <p className="note">{t('call.mono')}</p>}
          {utterances.length > 0 ? (
            <Transcript
              actions={actions}
              form={form}
              handlers={handlers}
              objections={objections}
              ref={conversation}
              timeMs={timeMs}
              utterances={utterances}
            />
          ) : (
            <p className="note">{t('call.noTranscript')}</p>
          )}
          {details.portalTranscript && <PortalText text={details.portalTranscript.text} />}
          {transcript && (
            <Text c="dimmed" mt="md" size="xs">
              {t('call.engine', { engine: engineName(transcript.engine) })}
            </Text>
          )}
        </section>
        <CallTabs
          actions={actions}
          details={details}
          lost={corrections?.lost ?? NOTHING}
          noteAtMs={noteAtMs}
          notes={notes}
          objections={objections}
          onNotePlace={setNoteAtMs}
          onSeek={handlers.seek}
          onShow={show}
          onTab={setTab}
          tab={tab}
          timeMs={timeMs < 0 ? null : timeMs}
        />
      </div>
    </>
  );
}
