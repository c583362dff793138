/** A process that opens a Whisper engine and says so, to be killed: model folder, then the server's command. */

import { openEngine } from '#core/speech/index.ts';

const [folder, ...whisperServer] = process.argv.slice(2);
const engine = await openEngine('whisper-fake', folder!, { whisperServer });
process.send?.(engine.maker.id);
// Keeps the process alive.
setInterval(() => undefined, 60_000);
