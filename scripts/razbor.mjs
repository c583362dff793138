#!/usr/bin/env node
/** The `razbor` command of the package: the same as `npm run -s razbor --`. */
import { main } from './run.mjs';

process.exitCode = await main('razbor', process.argv.slice(2));
