/**
 * A program that uses Node's own `fetch` before it recognizes a piece, and tells its parent the text or the error: model
 * folder, then the server's command.
 */

import path from 'node:path';

await fetch('data:,');
const { openEngine } = await import('#core/speech/index.ts');
const { sine } = await import('../../../builders/audio.ts');

const [folder, ...whisperServer] = process.argv.slice(2);
const engine = await openEngine(path.basename(folder!), folder!, { whisperServer });
try {
  const { text } = await engine.recognize(sine({ hz: 300, rateHz: 16_000, samples: 32_000, amplitude: 0.1 }), {});
  process.send!(text);
} catch (error) {
  process.send!(String(error));
} finally {
  await engine.close();
}
