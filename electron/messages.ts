/** What the main process and the core process say to each other; connections travel as ports beside `connect`. */

import type { ServedFile } from '#core/domain/served-file.ts';

export type ToCore =
  | { readonly kind: 'connect' }
  /** The screens ask for the file behind a ticket. */
  | { readonly kind: 'redeem'; readonly id: number; readonly ticket: string }
  | { readonly kind: 'child-message'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'child-exit'; readonly id: number; readonly code: number };

export type ToMain =
  | { readonly kind: 'redeemed'; readonly id: number; readonly file: ServedFile | null }
  /** Only the main process of Electron can start processes. */
  | { readonly kind: 'child-fork'; readonly id: number; readonly modulePath: string; readonly args: readonly string[] }
  | { readonly kind: 'child-send'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'child-kill'; readonly id: number }
  /** The core runs, or cannot: then a sentence for the user. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly title: string; readonly advice: string };
