/** A moment with the address that its recording plays from. */

import type { CoachingMoment } from '#core/domain/coaching.ts';

export type PlayableMoment = CoachingMoment & { readonly recordingUrl: string };
