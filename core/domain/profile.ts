/** Which language analysis reads the transcripts: the one that needs no download, or the accurate one. */

export const PROFILES = ['bundled', 'accurate'] as const;
export type Profile = (typeof PROFILES)[number];

/** A model of the accurate profile, and what it gives. */
export interface ProfileModel {
  readonly id: string;
  /** Without it the bundled profile works instead; the others only add to the accurate one. */
  readonly isNeeded: boolean;
  readonly isInstalled: boolean;
}

export interface ProfileState {
  readonly chosen: Profile;
  /** What works now: the bundled one where the needed model is missing. */
  readonly working: Profile;
  /** Of the accurate profile. */
  readonly models: readonly ProfileModel[];
  /** How many calls each profile would have to analyse anew. */
  readonly callsAnew: Readonly<Record<Profile, number>>;
}
