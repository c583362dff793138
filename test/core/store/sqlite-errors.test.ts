import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { fromSqlite } from '#core/store/sqlite-errors.ts';

it('a database that cannot grow any more is a full disk', () => {
  const database = new Database(':memory:');
  database.exec('CREATE TABLE t (x TEXT) STRICT');
  database.pragma('max_page_count = 3');
  let thrown: unknown;
  try {
    database.prepare('INSERT INTO t VALUES (?)').run('я'.repeat(100_000));
  } catch (error) {
    thrown = error;
  }
  expect(fromSqlite(thrown, 'razbor.db')).toMatchObject({ code: 'disk.full' });
});

it('an error that is no trouble of the file stays a bug', () => {
  expect(fromSqlite(new TypeError('x is not a function'), 'razbor.db')).toMatchObject({ code: 'internal' });
});
