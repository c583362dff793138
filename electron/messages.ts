/** What the main process and the core process say to each other; connections travel as ports beside `connect`. */

import type { ServedFile } from '#core/domain/served-file.ts';

/** What the system is told of the core: the work on calls, and whether connections are allowed. */
export interface CoreStatus {
  readonly isRunning: boolean;
  /** Of the audio, 0 to 1. */
  readonly fraction: number;
  readonly waiting: number;
  readonly failed: number;
  /** The user has forbidden every connection. */
  readonly isOffline: boolean;
}

/** Before the core has said anything. Offline: nothing is fetched before the user's wish is known. */
export const NO_STATUS: CoreStatus = { isRunning: false, fraction: 0, waiting: 0, failed: 0, isOffline: true };

export type ToCore =
  | { readonly kind: 'connect' }
  /** The screens ask for the file behind a ticket. */
  | { readonly kind: 'redeem'; readonly id: number; readonly ticket: string }
  /** Wishes from the tray. */
  | { readonly kind: 'start-work' }
  | { readonly kind: 'stop-work' }
  /** The program ends: the core finishes what it is writing and ends too. */
  | { readonly kind: 'end' }
  /** `error` tells that the system's key store did not answer. */
  | {
      readonly kind: 'secret-answer';
      readonly id: string;
      readonly value: string | null;
      readonly error: string | null;
    }
  /** What the system says of an address, in the language of proxy scripts; null: it cannot be asked. */
  | { readonly kind: 'proxy-answer'; readonly id: number; readonly answer: string | null }
  | { readonly kind: 'child-message'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'child-exit'; readonly id: number; readonly code: number };

export type ToMain =
  | { readonly kind: 'redeemed'; readonly id: number; readonly file: ServedFile | null }
  /** Only the main process of Electron can start processes. */
  | { readonly kind: 'child-fork'; readonly id: number; readonly modulePath: string; readonly args: readonly string[] }
  | { readonly kind: 'child-send'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'child-kill'; readonly id: number }
  | { readonly kind: 'status'; readonly status: CoreStatus }
  /** Reads a secret, or keeps it where there is a `value`; null forgets it. */
  | { readonly kind: 'secret'; readonly id: string; readonly name: string; readonly value?: string | null }
  /** Which proxy the system uses for an address; only the main process of Electron can ask it. */
  | { readonly kind: 'proxy-question'; readonly id: number; readonly url: string }
  /** The core runs, or cannot: then a sentence for the user. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly title: string; readonly advice: string };
