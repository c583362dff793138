/** Versions of the set of categories. */

import type { Category, CategorySet, CategorySetVersion } from '#core/domain/category.ts';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import type { Connection } from './database.ts';

interface SetRow {
  version: number;
  document: string;
  note: string;
  created_at: string;
}

export function createCategories(database: Connection, now: () => string) {
  const newest = database.prepare<[], SetRow>('SELECT * FROM category_sets ORDER BY version DESC LIMIT 1');
  const one = database.prepare<[number], SetRow>('SELECT * FROM category_sets WHERE version = ?');
  const all = database.prepare<[], Omit<SetRow, 'document'> & { categories: number }>(`
    SELECT version, note, created_at, json_array_length(document) AS categories FROM category_sets
    ORDER BY version DESC`);
  const insert = database.prepare<[SetRow]>(
    'INSERT INTO category_sets (version, document, note, created_at) VALUES (@version, @document, @note, @created_at)',
  );
  const toSet = ({ version, document }: SetRow): CategorySet => ({
    version,
    categories: JSON.parse(document) as Category[],
  });
  const current = (): CategorySet => {
    const row = newest.get();
    return row ? toSet(row) : { version: 0, categories: BUILTIN_CATEGORIES };
  };

  return {
    /** Version 0, the standard categories, before anything was saved. */
    current,
    find(version: number): CategorySet | undefined {
      const row = one.get(version);
      return row && toSet(row);
    },
    /** The newest first, without their contents. */
    versions: (): CategorySetVersion[] =>
      all
        .all()
        .map(({ version, note, created_at, categories }) => ({ version, note, createdAt: created_at, categories })),
    /** Makes these the categories in use. @returns the new version */
    save(categories: readonly Category[], note: string): number {
      const version = current().version + 1;
      insert.run({ version, document: JSON.stringify(categories), note, created_at: now() });
      return version;
    },
  };
}
