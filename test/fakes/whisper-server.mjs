/**
 * Stands in for whisper.cpp's server: the same arguments, addresses and answers (examples/server/server.cpp), without a
 * network behind them. The first argument says what it does; what it was asked is written beside the model.
 */

import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [scenario, ...args] = process.argv.slice(2);
const valueOf = (name) => args[args.indexOf(name) + 1];
const path = valueOf('--request-path');

process.stdin.on('end', () => process.exit(0)).resume();
appendFileSync('pids.txt', `${process.pid}\n`);
// A driver that takes the process down.
if (scenario === 'bad-card' && !args.includes('--no-gpu')) process.kill(process.pid, 'SIGKILL');
if (scenario === 'cannot-load' || !existsSync(valueOf('-m'))) process.exit(3);

const word = (text, start, end) => ({ word: text, start, end, probability: 0.9 });
const segment = (words, facts = {}) => ({
  text: words.map((one) => one.word).join(''),
  words,
  avg_logprob: -0.2,
  no_speech_prob: 0.01,
  ...facts,
});

const SPOKEN = segment([
  word(' добрый', 0.4, 0.6),
  word(' де', 0.7, 0.75),
  word('нь,', 0.75, 1.1),
  word(' щука', 1.1, 1.4),
]);
const GUESS = segment([word(' спасибо', 1.5, 1.9)], { avg_logprob: -1.4, no_speech_prob: 0.9 });
const LOOP = segment(Array.from({ length: 60 }, (_, i) => word(' продолжение', 2 + i * 0.1, 2.1 + i * 0.1)));

function answer(request, response) {
  if (scenario === 'dies' || (scenario === 'dies-once' && !existsSync('died'))) {
    writeFileSync('died', '');
    console.error('/home/builder/whisper.cpp/ggml/src/ggml.c:42: GGML_ASSERT(rows > 0) failed');
    process.exit(139);
  }
  if (scenario === 'hangs' || (scenario === 'hangs-once' && !existsSync('hung'))) {
    writeFileSync('hung', '');
    request.socket.on('close', () => appendFileSync('dropped.txt', 'dropped\n'));
    return;
  }
  response.setHeader('content-type', 'application/json');
  if (scenario === 'refuses') response.statusCode = 400;
  const segments = scenario === 'invents' ? [SPOKEN, GUESS, LOOP] : [SPOKEN];
  response.end(scenario === 'babbles' ? '<html>' : JSON.stringify({ segments }));
}

// Like the real one, it does not wait for a connection that says nothing.
const server = createServer({ headersTimeout: 5000, connectionsCheckingInterval: 1000 }, (request, response) => {
  if (request.url === `${path}/health`) {
    response.end('{"status":"ok"}');
    return;
  }
  if (request.url !== `${path}/inference`) {
    response.statusCode = 404;
    response.end();
    return;
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const form = Buffer.concat(chunks).toString('utf8');
    const fields = Object.fromEntries(
      [...form.matchAll(/name="(\w+)"\r\n\r\n([^\r]*)\r\n/g)].map((match) => match.slice(1)),
    );
    appendFileSync('requests.jsonl', `${JSON.stringify({ ...fields, bytes: form.length })}\n`);
    answer(request, response);
  });
});
server.listen(Number(valueOf('--port')), valueOf('--host'));
