/** What stands on and beside the waveform: objections, notes, names of the lanes. */

import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatClock } from '#core/texts/format.ts';
import { hueOf } from '../../components/marks.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';

export interface Marker {
  readonly atMs: number;
  readonly category: string;
  readonly quote: string;
}

export interface NoteMarker {
  readonly atMs: number;
  readonly text: string;
}

interface MarkersProperties {
  readonly markers: readonly Marker[];
  readonly durationMs: number;
  readonly onSelect: (atMs: number) => void;
}

export function Markers({ markers, durationMs, onSelect }: MarkersProperties) {
  const categoryName = useCategoryName();
  return markers.map(({ atMs, category, quote }, index) => (
    <Tooltip key={index} label={`${categoryName(category)}: «${quote}»`} maw={360} multiline>
      <button
        aria-label={`${categoryName(category)}, ${formatClock(atMs)}`}
        className="marker"
        onClick={() => onSelect(atMs)}
        style={{ ...hueOf(category), insetInlineStart: `${(atMs / Math.max(1, durationMs)) * 100}%` }}
        type="button"
      />
    </Tooltip>
  ));
}

interface NoteMarkersProperties extends Pick<MarkersProperties, 'durationMs' | 'onSelect'> {
  readonly notes: readonly NoteMarker[];
}

export function NoteMarkers({ notes, durationMs, onSelect }: NoteMarkersProperties) {
  const { t } = useTranslation();
  return notes.map(({ atMs, text }, index) => (
    <Tooltip key={index} label={text} maw={360} multiline>
      <button
        aria-label={t('callScreen.notes.marker', { time: formatClock(atMs) })}
        className="marker-note"
        onClick={() => onSelect(atMs)}
        style={{ insetInlineStart: `${Math.min(100, (atMs / Math.max(1, durationMs)) * 100)}%` }}
        type="button"
      />
    </Tooltip>
  ));
}

interface LaneNamesProperties {
  /** Channels with different content. */
  readonly channels: number;
  /** Which of two channels is the agent's; null where nobody knows. */
  readonly agentChannel: 0 | 1 | null;
}

/** Names beside the lanes, in their order. */
export function LaneNames({ channels, agentChannel }: LaneNamesProperties) {
  const { t } = useTranslation();
  if (channels < 2) return null;
  const names =
    agentChannel === null
      ? (['first', 'second'] as const)
      : agentChannel === 0
        ? (['agent', 'client'] as const)
        : (['client', 'agent'] as const);
  return (
    <ul aria-label={t('callScreen.lanes')} className="lanes">
      {names.map((name) => (
        <li className={`lane lane-${name}`} key={name}>
          {t(`callScreen.lane.${name}`)}
        </li>
      ))}
    </ul>
  );
}
