import { expect, test } from 'vitest';

import { createFrameCutter } from '#core/audio/frame-cutter.ts';

import { seededRandom } from '../../builders/random.ts';

/** A mark, the length of the frame, content. */
const frame = (length: number): number[] => [0xff, length, ...Array.from({ length: length - 2 }, () => 7)];
const lengthAt = (bytes: Uint8Array, offset: number): number => (bytes[offset] === 0xff ? bytes[offset + 1]! : 0);

test('frames come out whole and in order wherever the pieces end', () => {
  const random = seededRandom(11);
  const lengths = Array.from({ length: 200 }, () => random.integer(3, 40));
  const junk = (): number[] => Array.from({ length: random.integer(0, 9) }, () => random.integer(0, 254));
  const bytes = Uint8Array.from(lengths.flatMap((length) => [...junk(), ...frame(length)]));
  const cut = createFrameCutter(lengthAt, 2);
  const found: number[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = from + random.integer(1, 60);
    for (const { length } of cut(bytes.subarray(from, to))) found.push(length);
    from = to;
  }
  expect(found).toEqual(lengths);
});

test('a frame that the end cuts through is not given', () => {
  const cut = createFrameCutter(lengthAt, 2);
  expect(cut(Uint8Array.from([...frame(5), ...frame(9).slice(0, 6)]))).toHaveLength(1);
  expect(cut(new Uint8Array(0))).toEqual([]);
});
