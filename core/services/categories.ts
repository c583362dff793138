/** Categories for the screens: the list, changes with their preview, versions, files, drafts tried on stored calls. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#core/app.ts';
import {
  accuracyOf,
  completeSet,
  formatCategoryFile,
  freshId,
  importCategories,
  judgeOne,
  learnCategory,
  measureCategory,
  mergeCategories,
  parseCategoryFile,
  plainText,
  putCategory,
  removeCategory,
  type ImportOutcome,
} from '#core/categories/index.ts';
import type { TextReading } from '#core/domain/candidate.ts';
import type {
  CategoryDraft,
  CategoryEdit,
  CategoryList,
  DraftMatch,
  DraftMatches,
} from '#core/domain/category-editing.ts';
import type { ChangePreview } from '#core/domain/category-preview.ts';
import type { CategoryQuality } from '#core/domain/category-quality.ts';
import type { Category, CategorySetVersion } from '#core/domain/category.ts';
import { AppError } from '#core/errors.ts';
import { previewCategories } from '#core/pipeline/index.ts';
import type { Clock } from '#core/ports.ts';
import type { StoredTurn } from '#core/store/index.ts';
import type { Settling } from './settling.ts';

export interface Categories {
  list(): CategoryList;
  /** Saves a change as a new version and brings stored calls up to date. @returns the id of a put category */
  apply(edit: CategoryEdit): { readonly version: number; readonly id: string | null };
  /** What the change would do to stored calls; nothing is kept. */
  preview(
    edit: CategoryEdit,
    work: { readonly signal: AbortSignal; readonly onProgress?: (done: number, total: number) => void },
  ): Promise<ChangePreview>;
  /** The newest first; version 0, the standard categories, is not among them. */
  versions(): readonly CategorySetVersion[];
  /** Adds what a category file holds. @throws input.invalid */
  import(text: string): ImportOutcome;
  export(): string;
  /** Leave-one-out figures and warnings of a draft. */
  measure(draft: CategoryDraft): Promise<CategoryQuality>;
  /** The stored utterances that a draft fits best. */
  tryOut(draft: CategoryDraft): Promise<DraftMatches>;
}

/** Client turns that a draft is tried on, the newest; as many as are read within a second. */
const TRIED_TURNS = 1500;
const SHOWN_MATCHES = 12;
const LEAST_SHOWN = 0.1;
/** Nothing learned from a few phrases is surer than 98 %. */
const SUREST_LOGIT = 4;
const READ_AT_ONCE = 25;
/** A preview looks at so many calls at most, evenly over all: a few seconds' work. */
const PREVIEW_CALLS = 2000;

interface CategoriesOptions {
  readonly settling: Settling;
  readonly clock: Pick<Clock, 'now'>;
}

export function createCategories(
  { store, settler }: Pick<App, 'store' | 'settler'>,
  { settling, clock }: CategoriesOptions,
): Categories {
  const current = (): readonly Category[] => settler.current().categories;
  let tried: {
    readonly newest: string;
    readonly readings: readonly { turn: StoredTurn; pieces: TextReading[] }[];
  } | null = null;

  function save(categories: readonly Category[], note: string): number {
    const version = store.transaction(() => store.categories.save(categories, note));
    settling.start();
    return version;
  }

  function edited(edit: CategoryEdit): { categories: Category[]; note: string; id: string | null } {
    const categories = [...current()];
    const nameOf = (id: string): string => categories.find((category) => category.id === id)?.name ?? id;
    switch (edit.kind) {
      case 'put': {
        const category = toCategory(edit.draft, categories);
        const isNew = !categories.some(({ id }) => id === category.id);
        const note = `${isNew ? 'Добавлена' : 'Изменена'} «${category.name}»`;
        return { categories: putCategory(categories, category), note, id: category.id };
      }
      case 'switch': {
        const found = categories.find(({ id }) => id === edit.id);
        if (!found) throw new AppError('input.invalid', { reason: 'Такой категории нет' });
        const note = `${edit.isEnabled ? 'Включена' : 'Выключена'} «${found.name}»`;
        return { categories: putCategory(categories, { ...found, isEnabled: edit.isEnabled }), note, id: found.id };
      }
      case 'remove':
        return { categories: removeCategory(categories, edit.id), note: `Удалена «${nameOf(edit.id)}»`, id: null };
      case 'merge': {
        const note = `«${nameOf(edit.from)}» объединена с «${nameOf(edit.into)}»`;
        return { categories: mergeCategories(categories, edit.from, edit.into), note, id: edit.into };
      }
      case 'restore': {
        const set = edit.version === 0 ? { categories: [] } : store.categories.find(edit.version);
        if (!set) throw new AppError('input.invalid', { reason: 'Такой версии нет' });
        const note = edit.version === 0 ? 'Возврат к стандартным' : `Возврат к версии ${edit.version}`;
        return { categories: completeSet(set.categories), note, id: null };
      }
    }
  }

  /** Read once, and again when calls have come. */
  async function triedTurns() {
    const turns = store.objectionScoring.newestTurns(TRIED_TURNS);
    const newest = turns[0] ? `${turns[0].callId} ${turns.length}` : '';
    if (tried?.newest === newest) return tried.readings;
    const { reader } = await settler.kit();
    const readings: { turn: StoredTurn; pieces: TextReading[] }[] = [];
    for (const [at, turn] of turns.entries()) {
      readings.push({ turn, pieces: reader.read(turn.text) });
      if (at % READ_AT_ONCE === 0) await nextTurn();
    }
    tried = { newest, readings };
    return readings;
  }

  return {
    list() {
      const set = settler.current();
      const calls = store.objectionScoring.callCounts();
      const accuracies = new Map(accuracyOf(store.corrections.list()).map((one) => [one.category, one]));
      return {
        version: set.version,
        categories: set.categories.map((category) => ({
          ...category,
          calls: calls.get(category.id) ?? 0,
          accuracy: accuracies.get(category.id) ?? null,
        })),
      };
    },
    apply(edit) {
      const { categories, note, id } = edited(edit);
      return { version: save(categories, note), id };
    },
    preview: (edit, { signal, onProgress }) =>
      previewCategories({
        ...{ store, settler, signal, categories: edited(edit).categories, mostCalls: PREVIEW_CALLS },
        ...(onProgress ? { onProgress } : {}),
      }),
    versions: () => store.categories.versions(),
    import(text) {
      const { categories, outcome } = importCategories(current(), parseCategoryFile(text));
      const count = outcome.added.length + outcome.changed.length;
      if (count > 0) save(categories, `Из файла: новых ${outcome.added.length}, дополнено ${outcome.changed.length}`);
      return outcome;
    },
    export: () => formatCategoryFile(current(), new Date(clock.now()).toISOString()),
    async measure(draft) {
      const { learning } = await settler.kit();
      const category = toCategory(draft, current());
      const others = current().filter(({ id, examples }) => id !== category.id && examples.length > 0);
      return measureCategory(category, others, learning);
    },
    async tryOut(draft) {
      const { learning } = await settler.kit();
      const learned = learnCategory(toCategory(draft, current()), learning);
      const turns = await triedTurns();
      const scored: (DraftMatch & { logit: number })[] = [];
      for (const [at, { turn, pieces }] of turns.entries()) {
        const logit = Math.max(...pieces.map((piece) => judgeOne(learned, piece, learning)), -Infinity);
        scored.push({ ...turn, logit, score: 1 / (1 + Math.exp(-Math.min(SUREST_LOGIT, logit))) });
        if (at % (READ_AT_ONCE * 8) === 0) await nextTurn();
      }
      const ordered = scored.sort((a, b) => b.logit - a.logit);
      return {
        matches: distinct(ordered)
          .slice(0, SHOWN_MATCHES)
          .filter(({ score }) => score > LEAST_SHOWN)
          .map(({ callId, utterance, startMs, text, score }) => ({ callId, utterance, startMs, text, score })),
        found: ordered.filter(({ logit }) => logit >= 0).length,
        looked: ordered.length,
      };
    },
  };
}

/** The same words are shown once. */
function distinct<Match extends { readonly text: string }>(matches: readonly Match[]): Match[] {
  const seen = new Set<string>();
  return matches.filter(({ text }) => !seen.has(plainText(text)) && seen.add(plainText(text)));
}

/** A draft as a category: a new one gets an id, a standard one stays standard. */
function toCategory(draft: CategoryDraft, categories: readonly Category[]): Category {
  const known = categories.find(({ id }) => id === draft.id);
  if (draft.id !== null && !known) throw new AppError('input.invalid', { reason: 'Такой категории нет' });
  return { ...draft, id: draft.id ?? freshId(categories, draft.name), isBuiltin: known?.isBuiltin ?? false };
}
