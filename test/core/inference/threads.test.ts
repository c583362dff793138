import { availableParallelism } from 'node:os';

import { describe, expect, test } from 'vitest';

import { inferenceThreads } from '#core/inference/index.ts';

import { coresOfCpuInfo, physicalCores, sumOfLines } from '../../../core/inference/threads.ts';

const processor = (socket: number, core: number): string =>
  `processor\t: 0\nmodel name\t: Some\nphysical id\t: ${socket}\nsiblings\t: 4\ncore id\t\t: ${core}\n`;

describe('physical cores', () => {
  test('are counted once however many threads they run', () => {
    expect(coresOfCpuInfo([processor(0, 0), processor(0, 1), processor(0, 0), processor(0, 1)].join('\n'))).toBe(2);
  });

  test('of two sockets are different ones', () => {
    expect(coresOfCpuInfo([processor(0, 0), processor(1, 0)].join('\n'))).toBe(2);
  });

  test('are unknown where the kernel does not tell', () => {
    expect(coresOfCpuInfo('processor\t: 0\nBogoMIPS\t: 108.00\n\nprocessor\t: 1\n')).toBeNull();
  });

  test.each([
    ['8\n', 8],
    ['16\r\n16\r\n', 32],
    ['', null],
    ['Get-CimInstance : not found', null],
  ])('are read from what a command prints: %j', (text, cores) => {
    expect(sumOfLines(text)).toBe(cores);
  });

  test('are guessed where there is no command to ask', async () => {
    expect(await physicalCores('aix')).toBe(Math.max(1, Math.ceil(availableParallelism() / 2)));
    // No PowerShell or no sysctl here: the same guess. Where there is one, its answer.
    for (const platform of ['win32', 'darwin'] as const) expect(await physicalCores(platform)).toBeGreaterThan(0);
  });

  test('are not all taken', async () => {
    const threads = await inferenceThreads();
    expect(threads).toBeGreaterThanOrEqual(1);
    expect(threads).toBeLessThanOrEqual(Math.max(1, availableParallelism() - 1));
  });
});
