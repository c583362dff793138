/** Installs a model in a process of its own, to be killed: `install-process.ts <models folder> <hub address>`. */

import { installModel, openHub } from '#core/model-files/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { systemClock } from '#core/clock.ts';
import { aModel } from './a-model.ts';

const [modelsDir, url] = process.argv.slice(2) as [string, string];
const hub = openHub({ url, proxies: STRAIGHT });
await installModel(aModel(), hub, { modelsDir, clock: systemClock, signal: new AbortController().signal });
await hub.close();
