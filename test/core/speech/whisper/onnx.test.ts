/** Whisper on onnxruntime: a small network with random weights that says what it was told to, and the library as judge. */

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { env, LogitsProcessorList, Tensor, WhisperForConditionalGeneration } from '@huggingface/transformers';
import { describe, expect, onTestFinished, test } from 'vitest';

import { openWordTokens, type ModelFile } from '#core/inference/index.ts';
import { openEngine } from '#core/speech/index.ts';
import { generate, languageToken } from '#core/speech/engines/whisper/generate.ts';
import { readWhisperConfig } from '#core/speech/engines/whisper/onnx-config.ts';
import { openWhisperNetwork } from '#core/speech/engines/whisper/onnx-network.ts';
import { tokenTimes } from '#core/speech/engines/whisper/token-times.ts';
import { createWhisperMel } from '#core/speech/features/whisper-mel.ts';
import { readInstalledModel } from '#core/speech/installed-model.ts';

import { sine } from '../../../builders/audio.ts';
import { aFolder } from '../../../builders/folders.ts';
import { talkingWhisperNetwork } from '../../../builders/whisper.ts';

const SOUND = sine({ hz: 300, rateHz: 16_000, samples: 160_000, amplitude: 0.1 });
const FRAMES = 500;

async function aNetwork(says?: readonly string[]) {
  const folder = talkingWhisperNetwork(aFolder(), says);
  const config = await readWhisperConfig(folder);
  const network = await openWhisperNetwork(await readInstalledModel(folder), config);
  onTestFinished(() => network.close());
  return { folder, config, network };
}

async function anEngine(says?: readonly string[], language?: string) {
  const folder = talkingWhisperNetwork(aFolder(), says);
  const engine = await openEngine('whisper-onnx', folder, language === undefined ? {} : { language });
  onTestFinished(() => engine.close());
  return engine;
}

describe('Whisper on onnxruntime', () => {
  test('says the tokens of the reference at its times', async () => {
    const { folder, config, network } = await aNetwork();
    const mel = await createWhisperMel(config.melBands)(SOUND);
    const language = config.languages['<|ru|>']!;
    const options = { language, prompt: [], temperature: 0, frames: FRAMES };
    const ours = await generate({ network, config }, await network.encode(mel), options);

    env.allowRemoteModels = false;
    const model = await WhisperForConditionalGeneration.from_pretrained(folder, {
      ...{ dtype: 'q8', device: 'cpu', local_files_only: true },
    });
    onTestFinished(() => void model.dispose());
    const prompt = [config.start, config.languages['<|ru|>']!, config.transcribe, config.noTimes];
    const theirs = (await model.generate({
      inputs: new Tensor('float32', mel, [1, config.melBands, 3000]),
      ...{ decoder_input_ids: prompt, max_new_tokens: 20, return_token_timestamps: true, num_frames: FRAMES },
      logits_processor: new LogitsProcessorList(),
    })) as unknown as { sequences: Tensor; token_timestamps: Tensor };

    const said = (theirs.sequences.tolist() as bigint[][])[0]!.slice(prompt.length, -1).map(Number);
    expect(ours.tokens.map(({ id }) => id)).toEqual(said);
    // The reference does not ask what the end attends to.
    const { attention } = ours;
    const times = await tokenTimes({ ...attention, tokens: attention.tokens - 1 });
    const expected = (theirs.token_timestamps.tolist() as number[][])[0]!.slice(prompt.length, -1);
    expect(times.map((frame) => frame * 0.02)).toEqual(expected.map((seconds) => expect.closeTo(seconds, 3) as number));
  });

  test('hears the language, and is told the words to expect', async () => {
    const { folder, config, network } = await aNetwork();
    const sound = await network.encode(await createWhisperMel(config.melBands)(SOUND));
    const tokens = await openWordTokens(folder);
    const whisper = { network, config };
    const told = await languageToken(whisper, sound, 'ru');
    expect(await languageToken(whisper, sound, 'auto')).toBe(told);
    const options = { language: told, temperature: 0, frames: FRAMES };
    const plain = await generate(whisper, sound, { ...options, prompt: [] });
    const prompt = tokens.encode(' Разбор, Битрикс24.');
    const guided = await generate(whisper, sound, { ...options, prompt });
    expect(guided.attention.prompt).toBe(plain.attention.prompt + prompt.length + 1);
    expect(guided.tokens.map(({ id }) => id)).toEqual(plain.tokens.map(({ id }) => id));
  });

  test('keeps words inside the piece, and a word no longer than it can be', async () => {
    const engine = await anEngine();
    const { words } = await engine.recognize(SOUND, { vocabulary: ['Разбор'] });
    expect(words.map(({ text }) => text)).toEqual(['добрый', 'день,', 'щука']);
    for (const { startMs, endMs, text } of words) expect(endMs - startMs).toBeLessThanOrEqual(350 + 150 * text.length);
    expect(words.at(-1)!.endMs).toBeLessThanOrEqual(10_000);
  });

  test('throws a text away that only repeats itself', async () => {
    const engine = await anEngine(Array.from({ length: 100 }, (_, i) => ` слово${i}`));
    expect((await engine.recognize(SOUND, {})).text).toBe('');
  });

  test('does not know a language that the model does not know', async () => {
    const engine = await anEngine(undefined, 'fi');
    await expect(engine.recognize(SOUND, {})).rejects.toMatchObject({ code: 'input.invalid' });
  });

  test('stops between two words', async () => {
    const engine = await anEngine(Array.from({ length: 100 }, (_, i) => ` ${i}`));
    const controller = new AbortController();
    const heard = engine.recognize(SOUND, { signal: controller.signal });
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(heard).rejects.toThrow('enough');
  });

  test.each([
    ['a page in place of its settings', 'config.json', '<!doctype html>'],
    ['settings of another network', 'config.json', '{"model_type":"bert"}'],
    ['heads that it does not have', 'generation_config.json', null],
  ])('with %s it is refused', async (_name, file, content) => {
    const { folder } = await aNetwork();
    const heads = { alignment_heads: [[99, 0]] };
    const before = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as object;
    writeFileSync(path.join(folder, file), content ?? JSON.stringify({ ...before, ...heads }));
    await expect(readWhisperConfig(folder)).rejects.toMatchObject({ code: 'model.corrupt' });
  });

  test('changed since it was installed it is refused', async () => {
    const folder = talkingWhisperNetwork(aFolder());
    writeFileSync(path.join(folder, 'tokenizer.json'), '{}');
    await expect(openEngine('whisper-onnx', folder)).rejects.toMatchObject({ code: 'model.corrupt' });
  });

  test('another network in the place of the decoder is refused', async () => {
    const folder = talkingWhisperNetwork(aFolder());
    const model = await readInstalledModel(folder);
    const [encoder, decoder] = ['encoder_model', 'decoder_model'].map((name) =>
      model.files.find((file) => file.path.includes(name))!,
    ) as [ModelFile, ModelFile];
    // The encoder in the place of the decoder: it loads, and is another network.
    copyFileSync(encoder.path, decoder.path);
    const files = model.files.map((file) => (file === decoder ? { ...file, sha256: encoder.sha256 } : file));
    await expect(openWhisperNetwork({ ...model, files }, await readWhisperConfig(folder))).rejects.toMatchObject({
      code: 'model.corrupt',
    });
  });
});
