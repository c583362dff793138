import { describe, expect, it, onTestFinished } from 'vitest';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import type { CategoryDraft } from '#core/domain/category-editing.ts';
import { aReportInput } from '../../builders/report-input.ts';
import { fakeServices } from '../../fakes/app-services.ts';

async function services() {
  const made = await fakeServices(aReportInput({ calls: 60 }));
  onTestFinished(() => made.dispose());
  return made;
}

type Made = Awaited<ReturnType<typeof services>>;

/** Stored calls follow the categories. */
async function settled({ settling }: Made): Promise<void> {
  settling.start();
  await expect.poll(() => settling.state(), { timeout: 20_000 }).toMatchObject({ isRunning: false, stale: 0 });
}

const byObjection = ({ calls }: Made, objection: string): number =>
  calls.list({ filter: { objection }, order: 'startedAt', descending: true, offset: 0, limit: 500 }).total;

const aDraft = (fields: Partial<CategoryDraft> = {}): CategoryDraft => ({
  id: null,
  name: 'Предоплата',
  recommendation: 'Предложить оплату частями',
  examples: ['без предоплаты не работаем', 'предоплату мы не делаем', 'мы не платим вперёд'],
  counterExamples: [],
  keywords: [],
  isEnabled: true,
  ...fields,
});

const noWork = { signal: new AbortController().signal };

describe('categories', { timeout: 60_000 }, () => {
  it('are saved as versions, and an earlier one comes back', async () => {
    const made = await services();
    const { categories } = made;
    expect(categories.list()).toMatchObject({ version: 0 });
    const { id } = categories.apply({ kind: 'put', draft: aDraft() });
    categories.apply({ kind: 'switch', id: 'price', isEnabled: false });
    expect(categories.versions().map(({ note }) => note)).toEqual([
      'Выключена «Высокая цена»',
      'Добавлена «Предоплата»',
    ]);
    categories.apply({ kind: 'restore', version: 1 });
    const list = categories.list();
    expect(list.version).toBe(3);
    expect(list.categories.find((category) => category.id === 'price')?.isEnabled).toBe(true);
    expect(list.categories.map((category) => category.id)).toContain(id);
    expect(made.app.info().categories.at(-1)).toMatchObject({ name: 'Предоплата' });
  });

  it('take their calls along when they are switched off and on, without a new analysis', async () => {
    const made = await services();
    const priced = byObjection(made, 'price');
    expect(priced).toBeGreaterThan(0);
    made.categories.apply({ kind: 'switch', id: 'price', isEnabled: false });
    await settled(made);
    expect(byObjection(made, 'price')).toBe(0);
    made.categories.apply({ kind: 'switch', id: 'price', isEnabled: true });
    await settled(made);
    expect(byObjection(made, 'price')).toBe(priced);
  });

  it('show what a change would do, and change nothing yet', async () => {
    const made = await services();
    const priced = byObjection(made, 'price');
    const preview = await made.categories.preview({ kind: 'switch', id: 'price', isEnabled: false }, noWork);
    expect(preview.categories.find(({ category }) => category === 'price')).toEqual({
      category: 'price',
      before: priced,
      after: 0,
    });
    expect(preview.changedCalls).toBe(priced);
    expect(preview.lost[0]).toMatchObject({ category: 'price' });
    expect(byObjection(made, 'price')).toBe(priced);
    expect(made.categories.versions()).toEqual([]);
  });

  it('stop looking when they are told to', async () => {
    const { categories } = await services();
    const signal = AbortSignal.abort();
    await expect(categories.preview({ kind: 'put', draft: aDraft() }, { signal })).rejects.toThrow();
  });

  it('are tried on what clients said', async () => {
    const made = await services();
    const { matches, looked, found } = await made.categories.tryOut(aDraft({ examples: [], keywords: ['дорог*'] }));
    expect(looked).toBeGreaterThan(100);
    expect(found).toBeGreaterThan(0);
    expect(matches[0]!.text.toLowerCase()).toContain('дорог');
  });

  it('merge without losing a phrase, and refuse to remove a standard one', async () => {
    const { categories } = await services();
    const { id } = categories.apply({ kind: 'put', draft: aDraft() });
    categories.apply({ kind: 'merge', from: id!, into: 'terms' });
    const list = categories.list().categories;
    expect(list).toHaveLength(BUILTIN_CATEGORIES.length);
    expect(list.find((category) => category.id === 'terms')?.examples).toEqual(aDraft().examples);
    expect(() => categories.apply({ kind: 'remove', id: 'terms' })).toThrow(
      expect.objectContaining({ code: 'input.invalid' }),
    );
    expect(() => categories.apply({ kind: 'put', draft: aDraft({ name: 'высокая ЦЕНА' }) })).toThrow(
      expect.objectContaining({ code: 'input.invalid' }),
    );
  });
});

describe('suggestions', { timeout: 60_000 }, () => {
  it('come from objections without a category, and do not come back once rejected', async () => {
    const made = await services();
    const signal = new AbortController().signal;
    const before = await made.suggestions.list(signal);
    expect(before.length).toBeGreaterThan(0);
    expect(before[0]!.quotes.length).toBeGreaterThan(0);
    await made.suggestions.reject(before[0]!.id);
    expect((await made.suggestions.list(signal)).map(({ id }) => id)).not.toContain(before[0]!.id);
    expect(made.suggestions.forgetRejected()).toBe(1);
    expect((await made.suggestions.list(signal)).map(({ id }) => id)).toContain(before[0]!.id);
  });

  it('become a category of their phrases under the name they were given', async () => {
    const made = await services();
    const signal = new AbortController().signal;
    const [first] = await made.suggestions.list(signal);
    await made.suggestions.rename({ id: first!.id, name: 'Своё имя' });
    const [renamed] = await made.suggestions.list(signal);
    expect(renamed).toMatchObject({ id: first!.id, name: 'Своё имя' });
    const id = await made.suggestions.accept(renamed!);
    expect(made.categories.list().categories.find((category) => category.id === id)?.examples.length).toBeGreaterThan(
      0,
    );
    await settled(made);
    expect(byObjection(made, id)).toBeGreaterThan(0);
  });
});
