import { describe, expect, it, onTestFinished } from 'vitest';
import { createNotesService } from '#core/services/notes.ts';
import { openStore } from '#core/store/index.ts';
import { aCall } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const CALL = 'demo:1';

function setUp() {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  store.calls.save(aCall());
  return createNotesService(store);
}

describe('notes', () => {
  it('stand in order of the recording, those to the whole call first', () => {
    const notes = setUp();
    notes.add({ callId: CALL, atMs: 9_000, text: 'перебил клиента' });
    notes.add({ callId: CALL, atMs: 2_000, text: 'хорошее начало' });
    notes.add({ callId: CALL, atMs: null, text: 'обсудить в пятницу' });
    expect(notes.ofCall(CALL).map(({ text }) => text)).toEqual([
      'обсудить в пятницу',
      'хорошее начало',
      'перебил клиента',
    ]);
  });

  it('are changed and deleted', () => {
    const notes = setUp();
    const { id } = notes.add({ callId: CALL, atMs: 0, text: 'раз' });
    expect(notes.change({ id, text: 'два' })).toMatchObject({ id, text: 'два', atMs: 0 });
    notes.remove(id);
    notes.remove(id);
    expect(notes.ofCall(CALL)).toEqual([]);
  });

  it('belong to a call that exists, and are changed only while they do', () => {
    const notes = setUp();
    const refused = expect.objectContaining({ code: 'input.invalid' }) as Error;
    expect(() => notes.add({ callId: 'demo:9', atMs: null, text: 'раз' })).toThrow(refused);
    expect(() => notes.change({ id: 5, text: 'раз' })).toThrow(refused);
  });
});
