/** Scores of calls and the scorecards they are made by, on top of the store. */

import { randomBytes } from 'node:crypto';
import type { ScorecardDraft, ScorecardPreview } from '#core/domain/scorecard-editing.ts';
import type { CriterionValue, ListedScorecard, Scorecard, ScoreSheet } from '#core/domain/scorecard.ts';
import { ACTIVE_SCORECARD_SETTING, createCallScores, findScorable } from '#core/call-scores.ts';
import { BUILTIN_SCORECARD, formatScorecard, parseScorecard } from '#core/scorecards/index.ts';
import type { Store } from '#core/store/index.ts';
import { AppError } from '#core/errors.ts';
import { previewScorecard, type PreviewWork } from './scorecard-preview.ts';

/** More are a mistake or an attack; the screen lists them all. */
const MAX_SCORECARDS = 50;

export interface Scoring {
  /** By the active scorecard; null for a call that is unknown or not analysed. */
  scoreOf(callId: string): ScoreSheet | null;
  /**
   * Keeps a person's judgement beside the automatic one; null takes it back.
   * @throws input.invalid for an unknown call or criterion
   */
  judge(judgement: {
    readonly callId: string;
    readonly criterionId: string;
    readonly value: CriterionValue | null;
  }): void;
  list(): readonly ListedScorecard[];
  /** With all its criteria. @throws input.invalid for an unknown one */
  find(id: string): Scorecard;
  /**
   * Keeps a new scorecard, or replaces the one with its id; which one is used does not change.
   * @throws input.invalid for one that is not complete, not there any more or built in
   */
  save(draft: ScorecardDraft): ListedScorecard;
  /** How the newest calls would score with a draft. @throws input.invalid for one that is not complete; the signal's reason */
  preview(draft: ScorecardDraft, work: PreviewWork): Promise<ScorecardPreview>;
  /** Adds the scorecard of a file, or replaces the one with its id, and makes it the active one. @throws input.invalid */
  import(text: string): ListedScorecard;
  /** The file of a scorecard. @throws input.invalid for an unknown one */
  export(id: string): string;
  /** Scores all calls by this one from now on. @throws input.invalid for an unknown one */
  use(id: string): void;
  /** The built-in one takes over where the removed one was active. @throws input.invalid for the built-in one */
  remove(id: string): void;
}

/** @param onChange told when stored totals may be stale */
export function createScoring(store: Store, onChange: () => void = () => undefined): Scoring {
  const { scorecards, settings, calls } = store;
  const scores = createCallScores(store);
  const active = (): Scorecard => scores.active();
  const known = (id: string): Scorecard => {
    const scorecard = scores.findScorecard(id);
    if (!scorecard) throw new AppError('input.invalid', { reason: 'Такого чек-листа нет' });
    return scorecard;
  };
  function assertOwn(id: string, reason: string): void {
    if (id === BUILTIN_SCORECARD.id) throw new AppError('input.invalid', { reason });
  }
  function assertRoom(): void {
    if (scorecards.list().length >= MAX_SCORECARDS)
      throw new AppError('input.invalid', { reason: `Чек-листов не может быть больше ${MAX_SCORECARDS}` });
  }
  const listed = ({ id, name, stages, topics }: Scorecard): ListedScorecard => ({
    id,
    name,
    topics,
    criteria: stages.reduce((sum, { criteria }) => sum + criteria.length, 0),
    isBuiltin: id === BUILTIN_SCORECARD.id,
    isActive: id === active().id,
  });

  return {
    scoreOf(callId) {
      const call = findScorable(store, callId);
      return call && scores.by(active())(callId, call);
    },
    judge({ callId, criterionId, value }) {
      const { id: scorecardId, stages, criticalErrors } = active();
      const judged = [...stages.flatMap(({ criteria }) => criteria), ...criticalErrors];
      if (!calls.find(callId)) throw new AppError('input.invalid', { reason: 'Такого звонка нет' });
      if (!judged.some(({ id }) => id === criterionId))
        throw new AppError('input.invalid', { reason: 'Такого критерия в чек-листе нет' });
      const place = { callId, scorecardId, criterionId };
      store.transaction(() => (value === null ? scorecards.clearOverride(place) : scorecards.override(place, value)));
      onChange();
    },
    list: () => [BUILTIN_SCORECARD, ...scorecards.list()].map(listed),
    find: known,
    save(draft) {
      if (draft.id === null) assertRoom();
      else assertOwn(known(draft.id).id, 'Встроенный чек-лист не меняется: сохраните изменения как новый');
      const scorecard = complete(draft);
      store.transaction(() => scorecards.save(scorecard));
      onChange();
      return listed(scorecard);
    },
    preview: async (draft, work) => previewScorecard(store, complete(draft), work),
    import(text) {
      const scorecard = parseScorecard(text);
      assertOwn(scorecard.id, 'Это id встроенного чек-листа: замените его в файле на другой');
      if (!scorecards.find(scorecard.id)) assertRoom();
      store.transaction(() => {
        scorecards.save(scorecard);
        settings.set(ACTIVE_SCORECARD_SETTING, scorecard.id);
      });
      onChange();
      return listed(scorecard);
    },
    export: (id) => formatScorecard(known(id)),
    use(id) {
      const { id: found } = known(id);
      store.transaction(() => settings.set(ACTIVE_SCORECARD_SETTING, found));
      onChange();
    },
    remove(id) {
      assertOwn(id, 'Встроенный чек-лист нельзя удалить');
      store.transaction(() => scorecards.remove(known(id).id));
      onChange();
    },
  };
}

/** A draft as a file would bring it: the same rules decide for both. */
const complete = (draft: ScorecardDraft): Scorecard =>
  parseScorecard(formatScorecard({ ...draft, id: draft.id ?? freshId() }));

/** Never that of a scorecard removed before: judgements by that one would count for this one. */
const freshId = (): string => `own-${randomBytes(6).toString('hex')}`;
