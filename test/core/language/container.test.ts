import { join } from 'node:path';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { packModel, unpackModel } from '#core/language/models/container.ts';

import { BUNDLED } from './fixtures.ts';

const file = (): Uint8Array => new Uint8Array(readFileSync(join(BUNDLED, 'bundled-text-ru.bin')));

describe('the file of weights', () => {
  it('comes back the same after unpacking and packing', () => {
    const bytes = file();
    expect(Buffer.compare(packModel(unpackModel(bytes, 'x')), bytes)).toBe(0);
  });

  it.each([
    ['empty', () => new Uint8Array(0)],
    ['of another kind', () => new TextEncoder().encode('<!doctype html><html></html>')],
    ['cut within the header', () => file().slice(0, 100)],
    ['cut within the weights', () => file().slice(0, -1000)],
    ['of a later format', () => file().with(4, 99)],
    ['with a damaged header', () => file().with(12, 0x7d)],
  ])('is refused when %s', (_, make) => {
    expect(() => unpackModel(make(), 'x')).toThrow(expect.objectContaining({ code: 'model.corrupt' }));
  });
});
