/** `npm run models:train`: trains the bundled language model from models/training/corpus. Minutes on two cores. */

import { join } from 'node:path';

import { trainBundledLanguageModel } from '../models/training/language/bundle.ts';

const models = join(import.meta.dirname, '..', 'models');
const startedMs = performance.now();

await trainBundledLanguageModel({
  corpusDirectory: join(models, 'training', 'corpus'),
  outputDirectory: join(models, 'bundled', 'language'),
  report: (message) => {
    process.stdout.write(`${((performance.now() - startedMs) / 1000).toFixed(0)} s  ${message}\n`);
  },
});
