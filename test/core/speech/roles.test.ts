import { expect, test } from 'vitest';

import { assignRoles } from '#core/speech/index.ts';

import type { Segment } from '#core/domain/transcript.ts';

const said = (channel: number, startMs: number, text: string): Segment => ({
  channel,
  startMs,
  endMs: startMs + 1000,
  text,
  confidence: 1,
  words: text.split(' ').map((word, i) => ({ text: word, startMs: startMs + i, endMs: startMs + i + 1 })),
});

const AGENT_FIRST = ['agent', 'client'];
const CLIENT_FIRST = ['client', 'agent'];

test('a setting overrides everything', () => {
  const segments = [said(0, 0, 'меня зовут ольга компания сфера')];
  expect(assignRoles(segments, ['client', 'agent'], { direction: 'out' })).toEqual(CLIENT_FIRST);
});

test('what is said beats who spoke first', () => {
  const segments = [said(0, 0, 'да'), said(1, 1500, 'добрый день меня зовут ольга компания сфера удобно говорить')];
  expect(assignRoles(segments, 'auto', { direction: 'in' })).toEqual(CLIENT_FIRST);
  expect(assignRoles(segments, 'auto', { direction: null })).toEqual(CLIENT_FIRST);
  const asking = [said(0, 0, 'здравствуйте'), said(1, 1500, 'я хотел узнать сколько это стоит')];
  expect(assignRoles(asking, 'auto', { direction: 'out' })).toEqual(AGENT_FIRST);
});

test('without telling phrases the called side answers first', () => {
  const segments = [said(1, 0, 'алло'), said(0, 1500, 'здравствуйте')];
  expect(assignRoles(segments, 'auto', { direction: 'out' })).toEqual(AGENT_FIRST);
  expect(assignRoles(segments, 'auto', { direction: 'in' })).toEqual(CLIENT_FIRST);
});

test('an outgoing call that begins with a sentence began with the agent', () => {
  const segments = [said(1, 0, 'здравствуйте андрей николаевич это ольга'), said(0, 4000, 'здравствуйте ольга')];
  expect(assignRoles(segments, 'auto', { direction: 'out' })).toEqual(CLIENT_FIRST);
});

test('nothing said leaves the first channel to the agent', () => {
  expect(assignRoles([], 'auto', { direction: 'in' })).toEqual(AGENT_FIRST);
});

test('the side that introduces itself with the name that the portal knows is the agent', () => {
  const segments = [said(0, 0, 'алло'), said(1, 1500, 'здравствуйте это семен'), said(0, 3000, 'здравствуйте семен')];
  expect(assignRoles(segments, 'auto', { direction: 'out' })).toEqual(CLIENT_FIRST);
  const clientIsSemyon = [said(0, 0, 'да это семен'), said(1, 1500, 'это ольга')];
  expect(assignRoles(clientIsSemyon, 'auto', { direction: 'in', agentName: 'Ольга Смирнова' })).toEqual(CLIENT_FIRST);
  expect(assignRoles(clientIsSemyon, 'auto', { direction: 'in', agentName: 'Семён (отдел продаж)' })).toEqual(
    AGENT_FIRST,
  );
});
