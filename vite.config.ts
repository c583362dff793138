import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The renderer's build, and the tests of everything. The report page and Electron's parts: `scripts/build.ts`. */
export default defineConfig({
  root: 'renderer',
  // Relative addresses: the same files are served from `http://127.0.0.1:<port>/` and from `app://`.
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  test: {
    root: '.',
    include: ['test/**/*.test.{ts,tsx}'],
    // Native modules and real child processes: a process per test file keeps them apart.
    pool: 'forks',
    // Unless told, one core would stay idle: half of everything on a computer of two.
    maxWorkers: '100%',
    // Many tests start real programs; a busy computer takes its time over them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
});
