/** One moment of the playlist: the client's words, the reply, and the way to the call. */

import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatClock, formatPhone } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { CategoryTag } from '../../components/marks.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { toHash } from '../../routing.ts';
import type { PlayableMoment } from './playable-moment.ts';

interface PlaylistMomentProperties {
  readonly moment: PlayableMoment;
  readonly isPlaying: boolean;
  readonly onPlay: () => void;
}

export function PlaylistMoment({ moment, isPlaying, onPlay }: PlaylistMomentProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const { callId, startedAt, clientName, clientPhone, category, verdict, quote, reply, startMs } = moment;
  const client = clientName ?? (clientPhone && formatPhone(clientPhone)) ?? t('call.unknownClient');
  const label = t(isPlaying ? 'call.pause' : 'call.play');
  return (
    <li className={isPlaying ? 'playlist-moment is-playing' : 'playlist-moment'}>
      <ActionIcon aria-label={`${label}: ${quote}`} onClick={onPlay} size="lg" variant={isPlaying ? 'filled' : 'light'}>
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </ActionIcon>
      <div className="playlist-text">
        <CategoryTag category={category} verdict={verdict} />
        <q>{quote}</q>
        {reply !== null && (
          <p>
            <span className="dimmed">{t(verdict === null ? 'callScreen.objection.saidNext' : 'call.reply')}:</span>{' '}
            {reply}
          </p>
        )}
        <a href={toHash(['calls', callId], { at: String(startMs) })}>
          {formats.moment(startedAt, timeZone)}, {client}, {formatClock(startMs)}
        </a>
      </div>
    </li>
  );
}
