/** Limits of talk figures as people write them: shares in percent, times in seconds. */

import type { TalkFigure } from '#core/domain/scorecard.ts';

export type Unit = 'share' | 'count' | 'time';

export const UNITS: Readonly<Record<TalkFigure, Unit>> = {
  agentShare: 'share',
  agentInterruptions: 'count',
  longestMonologueMs: 'time',
  silenceShare: 'share',
  patienceMs: 'time',
};

const FACTORS: Readonly<Record<Unit, number>> = { share: 100, count: 1, time: 0.001 };

const round = (value: number): number => Math.round(value * 1000) / 1000;

export const toShown = (figure: TalkFigure, value: number): number => round(value * FACTORS[UNITS[figure]]);

export const fromShown = (figure: TalkFigure, shown: number): number => {
  const factor = FACTORS[UNITS[figure]];
  // Milliseconds are whole; a share may be half a percent.
  return factor < 1 ? Math.round(shown / factor) : shown / factor;
};

/** What a figure begins with when it is chosen: «met» and «partly». */
export const USUAL_LIMITS: Readonly<Record<TalkFigure, readonly [number, number]>> = {
  agentShare: [0.65, 0.75],
  agentInterruptions: [0, 2],
  longestMonologueMs: [60_000, 120_000],
  silenceShare: [0.3, 0.4],
  patienceMs: [1500, 3000],
};
