import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openSession, type ModelFile } from '#core/inference/index.ts';

import { aFolder } from '../../builders/folders.ts';

const STANDIN = 'test/fixtures/golden/standin/tone_standin.onnx';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function modelFile(bytes: Uint8Array): ModelFile {
  const path = join(aFolder(), 'model.onnx');
  writeFileSync(path, bytes);
  return { path, sha256: sha256(bytes) };
}

describe('a model session', () => {
  test('runs integers and carries float16 state as bit patterns', async () => {
    const session = await openSession(modelFile(readFileSync(STANDIN)), { threads: 1 });
    expect(session.inputNames).toEqual(['signal', 'state']);
    let state = new Uint16Array(219_729);
    for (const chunk of [1, 2]) {
      const outputs = await session.run({
        signal: { type: 'int32', data: new Int32Array(2400), dims: [1, 2400, 1] },
        state: { type: 'float16', data: state, dims: [1, 219_729] },
      });
      expect(outputs.logprobs).toMatchObject({ type: 'float32', dims: [1, 10, 35] });
      const next = outputs.state_next!;
      if (next.type !== 'float16') throw new TypeError(next.type);
      state = Uint16Array.from(next.data);
      // The stand-in counts chunks there: 1 is 0x3c00 in half precision, 2 is 0x4000.
      expect(state[11]).toBe(chunk === 1 ? 0x3c00 : 0x4000);
    }
    await session.close();
  });

  test('is refused when the file is missing, damaged or no model', async () => {
    const bytes = readFileSync(STANDIN);
    const missing = { path: join(aFolder(), 'none.onnx'), sha256: sha256(bytes) };
    await expect(openSession(missing, { threads: 1 })).rejects.toMatchObject({ code: 'model.missing' });
    const damaged = { ...modelFile(bytes.subarray(0, 1000)), sha256: sha256(bytes) };
    await expect(openSession(damaged, { threads: 1 })).rejects.toMatchObject({
      code: 'model.corrupt',
      details: { file: 'model.onnx' },
    });
    const page = modelFile(Buffer.from('<html>Not found</html>'));
    await expect(openSession(page, { threads: 1 })).rejects.toMatchObject({ code: 'model.corrupt' });
  });

  test('says so when inputs do not fit the model', async () => {
    const session = await openSession(modelFile(readFileSync(STANDIN)), { threads: 1 });
    const wrong = session.run({ signal: { type: 'float32', data: new Float32Array(1), dims: [1] } });
    await expect(wrong).rejects.toMatchObject({ code: 'model.corrupt' });
    await session.close();
  });
});

test('a large model is checked to its last byte before it is loaded from the disk', async () => {
  const bytes = Buffer.alloc(65 * 1024 ** 2);
  const intact = modelFile(bytes);
  await expect(openSession(intact, { threads: 1 })).rejects.toMatchObject({
    code: 'model.corrupt',
    details: { reason: 'not loadable' },
  });
  bytes[bytes.length - 1] = 1;
  await expect(openSession({ ...modelFile(bytes), sha256: intact.sha256 }, { threads: 1 })).rejects.toMatchObject({
    code: 'model.corrupt',
    details: { expected: intact.sha256 },
  });
});
