/** Settings that are more than a word: JSON, checked when it is read. */

import type { z } from 'zod';
import type { Store } from '#core/store/index.ts';

export interface StoredValue<T> {
  get(): T;
  set(value: T): void;
}

/** @param fallback stands for what was never set, and for what an older or newer program left and nobody understands */
export function storedValue<T>(
  settings: Store['settings'],
  { key, schema, fallback }: { readonly key: string; readonly schema: z.ZodType<T>; readonly fallback: T },
): StoredValue<T> {
  return {
    get() {
      const text = settings.get(key);
      return text === undefined ? fallback : (schema.safeParse(JSON.parse(text)).data ?? fallback);
    },
    set: (value) => settings.set(key, JSON.stringify(value)),
  };
}
