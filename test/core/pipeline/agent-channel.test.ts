import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openSession } from '#core/inference/index.ts';
import { transcribeFile } from '#core/pipeline/index.ts';
import { openEngine, rolesOfSetting, sileroModel } from '#core/speech/index.ts';
import { openStore } from '#core/store/index.ts';
import { readPlainWave, writeWave } from '../../builders/audio.ts';
import { aCall, aTranscript } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const MODELS = 'models/bundled/speech';
const tools = {
  engine: await openEngine('bundled-ru-8k', MODELS),
  vad: await openSession(sileroModel(), { threads: 1 }),
};
const speech = await readPlainWave(`${MODELS}/sample.wav`);

/** «Меня зовут Андрей, я звоню по поводу вашей заявки» in one channel, a copy of its first words later in the other. */
function aStereoCall(agent: 'left' | 'right'): string {
  const own = new Float32Array(speech.length + 16_000);
  own.set(speech, 8000);
  const other = new Float32Array(own.length);
  other.set(speech.subarray(0, 7000), own.length - 7000);
  return writeWave(join(aFolder(), 'call.wav'), 8000, agent === 'left' ? [own, other] : [other, own]);
}
const heard = (path: string, setting: string) =>
  transcribeFile({ path, direction: 'out', channelRoles: rolesOfSetting(setting) }, tools);

describe('the channel of the agent', () => {
  test('is found by what is said', async () => {
    expect((await heard(aStereoCall('left'), 'auto')).agentChannel).toBe(0);
    expect((await heard(aStereoCall('right'), 'auto')).agentChannel).toBe(1);
  });

  test('is the one of the setting, whatever is said', async () => {
    const transcript = await heard(aStereoCall('left'), 'right');
    expect(transcript.agentChannel).toBe(1);
    expect(transcript.utterances[0]).toMatchObject({ speaker: 'client' });
    expect((await heard(aStereoCall('right'), 'left')).agentChannel).toBe(0);
  });

  test('is none in a recording with one channel', async () => {
    expect(await heard(`${MODELS}/sample.wav`, 'left')).toMatchObject({ channels: 1, agentChannel: null });
  });

  test('is stored with the transcript', () => {
    const store = openStore(aFolder(), fakeClock());
    store.calls.save(aCall({ id: 'c1' }));
    for (const agentChannel of [1, 0, null] as const) {
      store.transcripts.save('c1', { ...aTranscript(), agentChannel }, 'sha');
      expect(store.transcripts.findCurrent('c1')?.agentChannel).toBe(agentChannel);
    }
    store.close();
  });
});
