import { describe, expect, it } from 'vitest';
import { aProgram } from '../../builders/program.ts';
import { saveFindings } from '../../builders/findings.ts';
import { installTextStandin } from '../../builders/text-standin.ts';
import { makerOfProfile, PROFILE_SETTING } from '#core/installed-models/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { ROOT } from '../../builders/cli.ts';
import { anAnalysis } from '../../builders/calls.ts';
import { aPortalWithCalls } from '../../fakes/portal-data.ts';

/** Two calls with findings, one of them by the bundled profile of today. */
async function aProgramWithFindings() {
  const program = await aProgram({ data: aPortalWithCalls(2) });
  const { app, services, dataDir, connect } = program;
  await connect();
  await services.sync.run({ trigger: 'hand' });
  const callIds = [1, 2].map((id) => `${services.connection.state().portal!.source}:${id}`);
  for (const callId of callIds) saveFindings(app.store, callId);
  const maker = await makerOfProfile({ resources: resourcesIn(ROOT), dataDir }, 'bundled');
  const transcriptId = app.store.transcripts.findCurrent(callIds[0]!)!.id;
  app.store.analyses.save({ callId: callIds[0]!, transcriptId, maker }, anAnalysis({}));
  return program;
}

describe('the profile of the language analysis', () => {
  it('says what it lacks, and how many calls each profile would read anew', async () => {
    const { services, dataDir } = await aProgramWithFindings();
    expect(await services.profile.state()).toEqual({
      chosen: 'bundled',
      working: 'bundled',
      models: [
        { id: 'multilingual-e5-small', isNeeded: true, isInstalled: false },
        { id: 'rubert-tiny-sentiment', isNeeded: false, isInstalled: false },
      ],
      callsAnew: { bundled: 1, accurate: 1 },
    });
    installTextStandin(dataDir, 'multilingual-e5-small', 'encoder');
    expect(await services.profile.state()).toMatchObject({
      models: [{ isInstalled: true }, { isInstalled: false }],
      callsAnew: { bundled: 1, accurate: 2 },
    });
  });

  it('is kept when it is chosen, and the work begins; the same one once more changes nothing', async () => {
    const { services, app, processed, dataDir } = await aProgramWithFindings();
    await services.profile.choose('accurate');
    expect(app.store.settings.get(PROFILE_SETTING)).toBe('accurate');
    expect(await services.profile.state()).toMatchObject({ chosen: 'accurate', working: 'bundled' });
    const before = processed();
    await services.profile.choose('accurate');
    expect(processed()).toBe(before);
    installTextStandin(dataDir, 'multilingual-e5-small', 'encoder');
    expect(await services.profile.state()).toMatchObject({ chosen: 'accurate', working: 'accurate' });
    await services.profile.choose('bundled');
    expect(processed()).toBe(before + 1);
  });
});
