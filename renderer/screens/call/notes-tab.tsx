/** Notes to the call and to places of its recording. */

import { ActionIcon, Button, Checkbox, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Note } from '#core/domain/transcript-version.ts';
import { formatClock } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import type { CallActions } from './use-call-actions.ts';

interface NotesTabProperties {
  readonly notes: readonly Note[];
  readonly actions: CallActions;
  /** Place that a new note is tied to; null for the whole call. */
  readonly atMs: number | null;
  readonly onPlace: (atMs: number | null) => void;
  /** Where the recording is; null where it has not been touched. */
  readonly timeMs: number | null;
  readonly onSeek: (atMs: number) => void;
}

export function NotesTab({ notes, actions, atMs, onPlace, timeMs, onSeek }: NotesTabProperties) {
  const { t } = useTranslation();
  return (
    <section className="card notes">
      <NewNote actions={actions} atMs={atMs} onPlace={onPlace} timeMs={timeMs} />
      {notes.length === 0 && <p className="dimmed">{t('callScreen.notes.none')}</p>}
      <ul>
        {notes.map((note) => (
          <NoteItem actions={actions} key={note.id} note={note} onSeek={onSeek} />
        ))}
      </ul>
    </section>
  );
}

function NewNote({
  actions,
  atMs,
  onPlace,
  timeMs,
}: Pick<NotesTabProperties, 'actions' | 'atMs' | 'onPlace' | 'timeMs'>) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (atMs !== null) input.current?.focus();
  }, [atMs]);
  const add = (): void => {
    if (text.trim() === '') return;
    actions.addNote(text, atMs === null ? null : Math.round(atMs));
    setText('');
    onPlace(null);
  };
  const place = atMs ?? timeMs;
  return (
    <div className="note-form">
      <Textarea
        aria-label={
          atMs === null ? t('callScreen.notes.label') : t('callScreen.notes.labelAt', { time: formatClock(atMs) })
        }
        autosize
        maxLength={4_000}
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          add();
        }}
        placeholder={t('callScreen.notes.placeholder')}
        ref={input}
        value={text}
      />
      <div className="note-form-foot">
        {place !== null && (
          <Checkbox
            checked={atMs !== null}
            label={t('callScreen.notes.atTime', { time: formatClock(place) })}
            onChange={(event) => onPlace(event.currentTarget.checked ? place : null)}
            size="xs"
          />
        )}
        <Button disabled={text.trim() === ''} onClick={add} size="compact-sm">
          {t('callScreen.notes.add')}
        </Button>
      </div>
    </div>
  );
}

interface NoteItemProperties {
  readonly note: Note;
  readonly actions: CallActions;
  readonly onSeek: (atMs: number) => void;
}

function NoteItem({ note: { id, atMs, text, changedAt }, actions, onSeek }: NoteItemProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const [draft, setDraft] = useState<string | null>(null);
  const save = (): void => {
    if (draft === null || draft.trim() === '') return;
    actions.changeNote(id, draft);
    setDraft(null);
  };
  return (
    <li className="call-note">
      <div className="call-note-head">
        {atMs === null ? (
          <span className="dimmed">{t('callScreen.notes.whole')}</span>
        ) : (
          <button
            aria-label={t('callScreen.notes.play', { time: formatClock(atMs) })}
            className="link-place number"
            onClick={() => onSeek(atMs)}
            type="button"
          >
            <Icon name="play" size={12} /> {formatClock(atMs)}
          </button>
        )}
        <span className="dimmed call-note-moment">{formats.moment(changedAt, timeZone)}</span>
        <ActionIcon
          aria-label={t('callScreen.notes.edit')}
          color="gray"
          onClick={() => setDraft(text)}
          size="sm"
          variant="subtle"
        >
          <Icon name="edit" size={14} />
        </ActionIcon>
        <ActionIcon
          aria-label={t('callScreen.notes.remove')}
          color="gray"
          onClick={() => actions.removeNote(id)}
          size="sm"
          variant="subtle"
        >
          <Icon name="close" size={14} />
        </ActionIcon>
      </div>
      {draft === null ? (
        <p className="call-note-text">{text}</p>
      ) : (
        <div className="note-form">
          <Textarea
            aria-label={t('callScreen.notes.text')}
            autoFocus
            autosize
            maxLength={4_000}
            onChange={(event) => setDraft(event.currentTarget.value)}
            value={draft}
          />
          <div className="note-form-foot">
            <Button onClick={() => setDraft(null)} size="compact-sm" variant="default">
              {t('callScreen.turn.cancel')}
            </Button>
            <Button disabled={draft.trim() === ''} onClick={save} size="compact-sm">
              {t('callScreen.turn.save')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
