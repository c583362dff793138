import { expect, it, onTestFinished } from 'vitest';
import { createViews } from '#core/services/views.ts';
import { openStore } from '#core/store/index.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

function someViews() {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  return createViews(store);
}

it('views are kept in the order of their names, and one name stands for one view', () => {
  const views = someViews();
  views.save({ name: 'Цена', query: { objection: 'price' } });
  views.save({ name: 'Анна', query: { agent: '7' } });
  const replaced = views.save({ name: 'Цена', query: { objection: 'price', verdict: 'ignored' } });
  expect(views.list().map(({ name }) => name)).toEqual(['Анна', 'Цена']);
  expect(views.list()[1]).toEqual(replaced);
  views.remove(replaced.id);
  expect(views.list()).toHaveLength(1);
});

it('views cannot be more than fifty, but an old one can still be replaced', () => {
  const views = someViews();
  for (let index = 0; index < 50; index++) views.save({ name: `Вид ${index}`, query: {} });
  expect(() => views.save({ name: 'ещё один', query: {} })).toThrow('больше 50');
  expect(views.save({ name: 'Вид 7', query: { text: 'x' } }).query).toEqual({ text: 'x' });
});
