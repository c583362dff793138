/** The recording: a waveform with a lane per channel, objections marked on it, keys for everything. */

import { ActionIcon, SegmentedControl, Tooltip, useComputedColorScheme } from '@mantine/core';
import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import WaveSurfer from 'wavesurfer.js';
import { formatClock } from '#core/texts/format.ts';
import { Icon } from '../../components/icons.tsx';
import type { IconName } from '../../components/icons.tsx';
import { LaneNames, Markers, NoteMarkers } from './player-marks.tsx';
import type { Marker, NoteMarker } from './player-marks.tsx';

export const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;
const JUMP_MS = 5000;
const LANE_HEIGHT_PX = 34;

/** One lane a channel; the agent's is of another colour where it is known, and both have names. */
const LANE = {
  light: { waveColor: '#a9b8d0', progressColor: '#2f6fde' },
  dark: { waveColor: '#465468', progressColor: '#85aefa' },
} as const;
const CLIENT_LANE = {
  light: { waveColor: '#b3c4bb', progressColor: '#2b8a62' },
  dark: { waveColor: '#48594f', progressColor: '#74cda6' },
} as const;
/** A recording has one channel or two. */
const LANES = 2;

export interface PlayerHandle {
  /** Goes to a place and plays from it. */
  seek(atMs: number): void;
}

interface PlayerProperties {
  readonly url: string;
  readonly durationMs: number;
  /** Channels with different content: lanes that deserve a name. */
  readonly channels: number;
  /** Which of two channels is the agent's; null where nobody knows. */
  readonly agentChannel: 0 | 1 | null;
  readonly markers: readonly Marker[];
  readonly notes: readonly NoteMarker[];
  readonly onTime: (timeMs: number) => void;
  /** Where to begin playing at once; null to wait for somebody to press the button. */
  readonly startAtMs?: number | null;
  /** Where to stand without playing. */
  readonly showAtMs?: number | null;
  readonly ref: Ref<PlayerHandle>;
}

export function Player({
  url,
  durationMs,
  channels,
  agentChannel,
  startAtMs = null,
  showAtMs = null,
  ...rest
}: PlayerProperties) {
  const { markers, notes, onTime, ref } = rest;
  const { t } = useTranslation();
  const wave = useRef<WaveSurfer | null>(null);
  const container = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  const [isPlaying, setIsPlaying] = useState(false);
  const [timeMs, setTimeMs] = useState(0);
  const [speed, setSpeed] = useState<number>(1);
  const [hasFailed, setHasFailed] = useState(false);
  // Addresses run out and are given anew; a recording that plays does not start again because of that.
  const [source] = useState(url);
  const begin = useRef({ atMs: startAtMs ?? showAtMs, isPlayed: startAtMs !== null });

  useEffect(() => {
    let isShown = true;
    const player = WaveSurfer.create({
      container: container.current!,
      url: source,
      height: LANE_HEIGHT_PX,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      cursorColor: '#e8590c',
      normalize: true,
      dragToSeek: true,
      splitChannels: Array.from({ length: LANES }, (_unused, channel) => ({
        ...(agentChannel !== null && channel !== agentChannel ? CLIENT_LANE : LANE)[scheme],
      })),
    });
    wave.current = player;
    player.on('timeupdate', (seconds) => {
      setTimeMs(seconds * 1000);
      onTime(seconds * 1000);
    });
    player.on('play', () => setIsPlaying(true));
    player.on('pause', () => setIsPlaying(false));
    // Leaving the screen breaks off the loading, which is no failure.
    player.on('error', () => isShown && setHasFailed(true));
    const { atMs: beginMs, isPlayed } = begin.current;
    if (beginMs !== null) {
      player.once('ready', () => {
        begin.current = { atMs: null, isPlayed: false };
        player.setTime(beginMs / 1000);
        if (!isPlayed) return;
        // A browser that wants a click first leaves the recording standing at the place.
        player.play().catch((error: unknown) => {
          if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') throw error;
        });
      });
    }
    return () => {
      isShown = false;
      player.destroy();
    };
  }, [source, scheme, onTime, agentChannel]);

  const seek = (atMs: number): void => wave.current?.setTime(atMs / 1000);
  const jump = (byMs: number): void => seek(Math.max(0, (wave.current?.getCurrentTime() ?? 0) * 1000 + byMs));
  const toggle = (): void => void wave.current?.playPause();
  const changeSpeed = (value: number): void => {
    setSpeed(value);
    wave.current?.setPlaybackRate(value);
  };
  useImperativeHandle(ref, () => ({
    seek: (atMs) => {
      seek(atMs);
      void wave.current?.play();
    },
  }));
  usePlayerKeys({ toggle, jump, changeSpeed });

  if (hasFailed) return <p className="note note-warning">{t('call.playFailed')}</p>;
  return (
    <section className="player" title={t('call.keys')}>
      <div className="player-buttons">
        <PlayerButton icon="rewind" label={t('call.backward')} onClick={() => jump(-JUMP_MS)} />
        <ActionIcon aria-label={t(isPlaying ? 'call.pause' : 'call.play')} onClick={toggle} radius="xl" size="lg">
          <Icon name={isPlaying ? 'pause' : 'play'} size={18} />
        </ActionIcon>
        <PlayerButton icon="forward" label={t('call.forward')} onClick={() => jump(JUMP_MS)} />
      </div>
      <LaneNames agentChannel={agentChannel} channels={channels} />
      <div className="player-wave">
        <div ref={container} />
        <Markers durationMs={durationMs} markers={markers} onSelect={(atMs) => seek(atMs)} />
        <NoteMarkers durationMs={durationMs} notes={notes} onSelect={(atMs) => seek(atMs)} />
      </div>
      <div className="player-side">
        <span className="number">
          {formatClock(timeMs)} / {formatClock(durationMs)}
        </span>
        <SegmentedControl
          aria-label={t('call.speed')}
          data={SPEEDS.map((value) => ({ value: String(value), label: `${value}×` }))}
          onChange={(value) => changeSpeed(Number(value))}
          size="xs"
          value={String(speed)}
        />
      </div>
    </section>
  );
}

interface PlayerButtonProperties {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
}

function PlayerButton({ icon, label, onClick }: PlayerButtonProperties) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} color="gray" onClick={onClick} variant="subtle">
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}

interface PlayerActions {
  readonly toggle: () => void;
  readonly jump: (byMs: number) => void;
  readonly changeSpeed: (speed: number) => void;
}

/** Space, `[`, `]` and the digits of the speeds, except where somebody types or a button has the focus. */
function usePlayerKeys(actions: PlayerActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select')) return;
      const speed = SPEEDS[Number(event.key) - 1];
      if (event.key === ' ' && !target.closest('button, a')) latest.current.toggle();
      else if (event.key === '[' || event.key === 'х') latest.current.jump(-JUMP_MS);
      else if (event.key === ']' || event.key === 'ъ') latest.current.jump(JUMP_MS);
      else if (speed !== undefined) latest.current.changeSpeed(speed);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
