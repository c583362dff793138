import { describe, expect, it } from 'vitest';
import { parseRoute, toHash } from '#renderer/routing.ts';

describe('addresses of screens', () => {
  it('carry any id there and back', () => {
    const id = 'portal:a.bitrix24.ru:12/3?#%';
    const { path, query } = parseRoute(toHash(['calls', id], { text: 'а & б', agent: undefined, topic: '' }));
    expect(path).toEqual(['calls', id]);
    expect([...query]).toEqual([['text', 'а & б']]);
  });

  it('mean the first screen when they are empty, and survive nonsense', () => {
    expect(parseRoute('').path).toEqual([]);
    expect(parseRoute('#/calls/%zz').path).toEqual(['calls', '%zz']);
  });
});
