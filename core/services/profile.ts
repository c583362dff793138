/** The profile of the language analysis: which one, what it needs, what choosing it costs. */

import type { App } from '#core/app.ts';
import { PROFILES, type Profile, type ProfileState } from '#core/domain/profile.ts';
import type { Resources } from '#core/resources.ts';
import {
  ENCODER_ID,
  findTextModels,
  makerOfProfile,
  PROFILE_SETTING,
  SENTIMENT_ID,
} from '#core/installed-models/index.ts';
import type { Processing } from './processing.ts';

export interface Profiles {
  state(): Promise<ProfileState>;
  /** From now on this one; transcripts that another has read are read anew, sound is not touched. */
  choose(profile: Profile): Promise<void>;
}

export interface ProfilesOptions {
  readonly processing: Processing;
  readonly resources: Resources;
  readonly dataDir: string;
}

export function createProfiles({ store }: App, options: ProfilesOptions): Profiles {
  const { processing, dataDir } = options;
  const chosen = (): Profile => {
    const setting = store.settings.get(PROFILE_SETTING);
    return PROFILES.find((known) => known === setting) ?? 'bundled';
  };
  const callsAnew = async (profile: Profile): Promise<number> =>
    store.staleWork.toAnalyse(await makerOfProfile(options, profile)).length;

  return {
    async state() {
      const { encoder, tone } = await findTextModels(dataDir);
      return {
        chosen: chosen(),
        working: encoder === null ? 'bundled' : chosen(),
        models: [
          { id: ENCODER_ID, isNeeded: true, isInstalled: encoder !== null },
          { id: SENTIMENT_ID, isNeeded: false, isInstalled: tone !== null },
        ],
        callsAnew: { bundled: await callsAnew('bundled'), accurate: await callsAnew('accurate') },
      };
    },
    async choose(profile) {
      if (profile === chosen()) return;
      store.settings.set(PROFILE_SETTING, profile);
      // A run keeps the profile that it began with.
      await processing.cancel();
      processing.start();
    },
  };
}
