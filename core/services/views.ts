/** Filters kept under a name, in the settings of the data folder. */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SavedView } from '#core/domain/saved-view.ts';
import { AppError } from '#core/errors.ts';
import type { Store } from '#core/store/index.ts';

const SETTING = 'views';

/** More do not fit in a menu. */
const MAX_VIEWS = 50;

const storedViews = z.array(z.object({ id: z.string(), name: z.string(), query: z.record(z.string(), z.string()) }));

export interface Views {
  /** In the order of their names. */
  list(): readonly SavedView[];
  /** Keeps the filters; another view of this name is replaced. @throws input.invalid */
  save(view: Omit<SavedView, 'id'>): SavedView;
  remove(id: string): void;
}

export function createViews(store: Store): Views {
  const read = (): SavedView[] => storedViews.parse(JSON.parse(store.settings.get(SETTING) ?? '[]'));
  const write = (views: readonly SavedView[]): void =>
    store.transaction(() => store.settings.set(SETTING, JSON.stringify(views)));
  return {
    list: read,
    save({ name, query }) {
      const others = read().filter((view) => view.name !== name);
      if (others.length >= MAX_VIEWS)
        throw new AppError('input.invalid', { reason: `Сохранённых видов не может быть больше ${MAX_VIEWS}` });
      const view = { id: randomUUID(), name, query };
      write([...others, view].toSorted((a, b) => a.name.localeCompare(b.name, 'ru')));
      return view;
    },
    remove: (id) => write(read().filter((view) => view.id !== id)),
  };
}
