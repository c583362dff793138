/** What a person can change about a call, as functions; a failure is told, a success makes what was read stale. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useFailure } from '../../components/use-failure.ts';
import { useCore, useCoreClient } from '../../rpc/core-context.tsx';
import type { ShownObjection } from './shown-objections.ts';

type Work = () => Promise<unknown>;

export interface CallActions {
  relabel(objection: ShownObjection, to: string): void;
  mark(objection: ShownObjection, isRight: boolean): void;
  undo(correctionId: number): void;
  addObjection(utterance: number, category: string): void;
  editText(utterance: number, text: string): void;
  setSpeaker(utterance: number, speaker: 'agent' | 'client'): void;
  swapSpeakers(): void;
  goBack(versionId: number): void;
  transcribeBy(engineId: string): void;
  addNote(text: string, atMs: number | null): void;
  changeNote(id: number, text: string): void;
  removeNote(id: number): void;
}

/** @param versionId of the transcript that is shown; null where there is none, and then nothing of it can be changed */
export function useCallActions(callId: string, versionId: number | null): CallActions {
  const core = useCore();
  const client = useCoreClient();
  const queryClient = useQueryClient();
  const onError = useFailure();
  const { mutate } = useMutation({
    mutationFn: (work: Work) => work(),
    onError,
    onSettled: () =>
      Promise.all(
        [core.corrections, core.calls, core.analytics, core.transcriptEdits, core.qualification, core.notes].map(
          (area) => queryClient.invalidateQueries(area.pathFilter()),
        ),
      ),
  });
  return useMemo(() => {
    const { corrections, transcriptEdits, notes } = client;
    const version = versionId === null ? null : { callId, versionId };
    const edit = (work: (seen: { callId: string; versionId: number }) => Promise<unknown>): void => {
      if (version) mutate(() => work(version));
    };
    const placeOf = ({ utterance, automatic }: ShownObjection) => ({
      callId,
      utterance,
      category: automatic?.category ?? '',
    });
    return {
      relabel(objection, to) {
        const { automatic, correction, utterance } = objection;
        if (automatic) mutate(() => corrections.relabel.mutate({ ...placeOf(objection), to }));
        else
          mutate(async () => {
            // One that was added by hand has no automatic value to keep: it is added anew.
            if (correction) await corrections.undo.mutate({ id: correction.id });
            await corrections.add.mutate({ callId, utterance, category: to });
          });
      },
      mark: (objection, isRight) => mutate(() => corrections.mark.mutate({ ...placeOf(objection), isRight })),
      undo: (id) => mutate(() => corrections.undo.mutate({ id })),
      addObjection: (utterance, category) => mutate(() => corrections.add.mutate({ callId, utterance, category })),
      editText: (utterance, text) => edit((seen) => transcriptEdits.editText.mutate({ ...seen, utterance, text })),
      setSpeaker: (utterance, speaker) =>
        edit((seen) => transcriptEdits.setSpeaker.mutate({ ...seen, utterance, speaker })),
      swapSpeakers: () => edit((seen) => transcriptEdits.swapSpeakers.mutate(seen)),
      goBack: (id) => mutate(() => transcriptEdits.goBack.mutate({ callId, versionId: id })),
      transcribeBy: (engineId) => mutate(() => transcriptEdits.transcribeBy.mutate({ callId, engineId })),
      addNote: (text, atMs) => mutate(() => notes.add.mutate({ callId, text, atMs })),
      changeNote: (id, text) => mutate(() => notes.change.mutate({ id, text })),
      removeNote: (id) => mutate(() => notes.remove.mutate({ id })),
    };
  }, [callId, versionId, client, mutate]);
}
