/** One call: recording, conversation, findings. */

import { Button, Loader, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDetails } from '#core/domain/call-list.ts';
import { formatClock, formatPhone } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { DirectionMark } from '../../components/marks.tsx';
import { ErrorState } from '../../components/states.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { goTo, toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import { ChecklistCard } from './checklist-card.tsx';
import { Findings } from './findings.tsx';
import { MetricsCard } from './metrics-card.tsx';
import { Player } from './player.tsx';
import type { PlayerHandle } from './player.tsx';
import { Transcript } from './transcript.tsx';
import type { TranscriptHandle } from './transcript.tsx';

interface CallScreenProperties {
  readonly id: string;
  /** The filters to go back to, `back` the screen, and `at` where to begin, milliseconds. */
  readonly query: URLSearchParams;
}

export function CallScreen({ id, query }: CallScreenProperties) {
  const { t } = useTranslation();
  const core = useCore();
  const { data, error, refetch } = useQuery(core.calls.get.queryOptions({ id }));
  const { at, back, ...filters } = Object.fromEntries(query);
  const origin = back === 'today' ? back : 'calls';
  const listHref = toHash([origin], filters);
  const startAtMs = at !== undefined && /^\d{1,9}$/.test(at) ? Number(at) : null;
  useEscape(() => goTo(listHref));
  return (
    <div className="screen">
      <BackLink href={listHref} label={t(origin === 'today' ? 'call.backToday' : 'call.back')} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader className="loader" />}
      {data && <CallView details={data} recordingUrl={data.recordingUrl} startAtMs={startAtMs} />}
    </div>
  );
}

interface CallViewProperties {
  readonly details: CallDetails;
  readonly recordingUrl: string | null;
  readonly startAtMs: number | null;
}

function CallView({ details, recordingUrl, startAtMs }: CallViewProperties) {
  const { t, i18n } = useTranslation();
  const player = useRef<PlayerHandle>(null);
  const transcript = useRef<TranscriptHandle>(null);
  const [timeMs, setTimeMs] = useState(-1);
  const { call, analysis, error } = details;
  const utterances = details.transcript?.utterances ?? [];
  const objections = analysis?.objections ?? [];
  const show = (utterance: number): void => {
    transcript.current?.show(utterance);
    player.current?.seek(utterances[utterance]?.startMs ?? 0);
  };
  return (
    <>
      <CallHead details={details} />
      {recordingUrl ? (
        <Player
          durationMs={details.transcript?.durationMs ?? call.durationMs}
          key={call.id}
          markers={objections.map(({ category, utterance, quote }) => ({
            category,
            quote,
            atMs: utterances[utterance]?.startMs ?? 0,
          }))}
          onTime={setTimeMs}
          ref={player}
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
      <div className="call-columns">
        <section aria-label={t('call.transcript')} className="call-transcript">
          {details.transcript?.channels === 1 && <p className="note">{t('call.mono')}</p>}
          {utterances.length > 0 ? (
            <Transcript
              objections={objections}
              onSeek={(ms) => player.current?.seek(ms)}
              ref={transcript}
              timeMs={timeMs}
              utterances={utterances}
            />
          ) : (
            <p className="note">{t('call.noTranscript')}</p>
          )}
          {details.transcript && (
            <Text c="dimmed" mt="md" size="xs">
              {t('call.engine', { ...details.transcript.engine })}
            </Text>
          )}
        </section>
        <aside className="findings">
          <Findings analysis={analysis} onShow={show} utterances={utterances} />
          {details.talk && <MetricsCard onSeek={(ms) => player.current?.seek(ms)} talk={details.talk} />}
          <ChecklistCard callId={call.id} onShow={show} />
        </aside>
      </div>
    </>
  );
}

function CallHead({ details: { call, transcript } }: { readonly details: CallDetails }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const phone = call.clientPhone === null ? null : formatPhone(call.clientPhone);
  const client = call.clientName ?? phone ?? t('call.unknownClient');
  return (
    <header className="screen-head">
      <Title order={1}>
        {call.agentName ?? t('call.unknownAgent')} — {client}
      </Title>
      <Text c="dimmed">
        <DirectionMark direction={call.direction} /> {formats.moment(call.startedAt, timeZone)} ·{' '}
        {formatClock(transcript?.durationMs ?? call.durationMs)}
      </Text>
    </header>
  );
}

function BackLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <Button
      className="back"
      component="a"
      href={href}
      leftSection={<Icon name="back" />}
      size="compact-sm"
      variant="subtle"
    >
      {label}
    </Button>
  );
}

function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
