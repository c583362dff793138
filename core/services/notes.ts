/** Notes to calls. */

import type { Note } from '#core/domain/transcript-version.ts';
import { AppError } from '#core/errors.ts';
import type { Store } from '#core/store/index.ts';

export interface Notes {
  /** Those to the whole call first, then in order of the recording. */
  ofCall(callId: string): readonly Note[];
  /** @param note `atMs`: place in the recording, null for the whole call @throws input.invalid when there is no such call */
  add(note: Pick<Note, 'callId' | 'atMs' | 'text'>): Note;
  /** @throws input.invalid when the note is gone */
  change(note: Pick<Note, 'id' | 'text'>): Note;
  remove(id: number): void;
}

export function createNotesService({ notes, calls }: Pick<Store, 'notes' | 'calls'>): Notes {
  const found = (id: number): Note => {
    const note = notes.find(id);
    if (!note) throw new AppError('input.invalid', { reason: 'Этой заметки уже нет' });
    return note;
  };
  return {
    ofCall: (callId) => notes.ofCall(callId),
    add(note) {
      if (!calls.find(note.callId)) throw new AppError('input.invalid', { reason: 'Такого звонка нет' });
      return found(notes.add(note));
    },
    change({ id, text }) {
      notes.change(id, text);
      return found(id);
    },
    remove: (id) => void notes.remove(id),
  };
}
