/** What to listen to with one manager: moments of calls, played one after another. */

import { Button, Drawer, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFilter } from '#core/domain/call-list.ts';
import { ErrorState } from '../../components/states.tsx';
import { useCore } from '../../rpc/core-context.tsx';
import type { PlayableMoment } from './playable-moment.ts';
import { PlaylistMoment } from './playlist-moment.tsx';

/** The last word is not cut off. */
const TAIL_S = 0.5;

interface PlaylistProperties {
  readonly filter: CallFilter;
  readonly name: string;
  readonly onClose: () => void;
}

export function Playlist({ filter, name, onClose }: PlaylistProperties) {
  const { t } = useTranslation();
  const core = useCore();
  const { data, error, refetch } = useQuery(core.analytics.coaching.queryOptions(filter));
  const moments = data ? [...data.toDiscuss, ...data.good] : [];
  const { audio, playing, play, stop, onTimeUpdate } = usePlaylist(moments);
  const list = (title: string, items: readonly PlayableMoment[]) =>
    items.length > 0 && (
      <section>
        <Title mb={8} order={3}>
          {title}
        </Title>
        <ul className="playlist">
          {items.map((moment) => (
            <PlaylistMoment
              isPlaying={playing === moment}
              key={`${moment.callId} ${moment.startMs}`}
              moment={moment}
              onPlay={() => (playing === moment ? stop() : play(moment))}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <Drawer
      closeButtonProps={{ 'aria-label': t('managers.playlist.close') }}
      onClose={onClose}
      opened
      position="right"
      size={520}
      title={t('managers.playlist.title', { name })}
    >
      <Stack gap={16}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loader className="loader" />}
        {data && moments.length === 0 && <Text c="dimmed">{t('managers.playlist.none')}</Text>}
        {moments.length > 0 && (
          <Button onClick={() => (playing ? stop() : play(moments[0]!))} variant={playing ? 'default' : 'filled'}>
            {t(playing ? 'managers.playlist.stop' : 'managers.playlist.playAll')}
          </Button>
        )}
        {data && list(t('managers.playlist.toDiscuss'), data.toDiscuss)}
        {data && list(t('managers.playlist.good'), data.good)}
      </Stack>
      <audio hidden onTimeUpdate={onTimeUpdate} ref={audio} />
    </Drawer>
  );
}

/** One after another from the one that was chosen, each from the client's words to the end of the reply. */
function usePlaylist(moments: readonly PlayableMoment[]) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState<PlayableMoment | null>(null);
  const play = (moment: PlayableMoment): void => {
    const element = audio.current;
    if (!element) return;
    element.src = moment.recordingUrl;
    element.currentTime = moment.startMs / 1000;
    setPlaying(moment);
    // Stopped before it began: nobody waits for it any more.
    element.play().catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) setPlaying(null);
    });
  };
  const stop = (): void => {
    audio.current?.pause();
    setPlaying(null);
  };
  const onTimeUpdate = (): void => {
    if (!playing || !audio.current || audio.current.currentTime < playing.endMs / 1000 + TAIL_S) return;
    const next = moments[moments.indexOf(playing) + 1];
    if (next) play(next);
    else stop();
  };
  return { audio, playing, play, stop, onTimeUpdate };
}
