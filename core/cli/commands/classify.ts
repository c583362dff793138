import path from 'node:path';
import { loadAnalyser } from '#core/app.ts';
import { AppError } from '#core/errors.ts';
import { formatAnalysisLine, parseCallLine } from '#core/language/index.ts';
import { writeAtomically } from '#core/pipeline/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readLines } from '../read-lines.ts';
import { callsText } from '../wording.ts';

interface Options extends CommonOptions {
  readonly input: string;
  readonly output: string;
  readonly profile: string;
}

/** `razbor classify`: findings for calls given as text, one JSON line each, in the same order. */
export async function classify(context: CommandContext, options: Options): Promise<ExitCode> {
  const { output, signal } = context;
  if (options.profile === 'accurate') output.say('Точный профиль не установлен, работает встроенный.');
  else if (options.profile !== 'bundled') {
    throw new AppError('input.invalid', { reason: 'Профиль: bundled или accurate.' });
  }
  const analyser = await loadAnalyser(context.resources);
  const lines: string[] = [];
  for await (const [line, number] of readLines(path.resolve(options.input))) {
    signal.throwIfAborted();
    const call = parseCallLine(line, number);
    lines.push(formatAnalysisLine(call.id, await analyser.analyse(call)));
    output.progress(`Разобрано: ${callsText(lines.length)}`);
  }
  const file = path.resolve(options.output);
  await writeAtomically(file, lines.map((line) => `${line}\n`).join(''));
  output.result(
    { calls: lines.length, output: file, model: analyser.maker },
    `Разобрано: ${callsText(lines.length)}. Результат: ${file}`,
  );
  return EXIT.done;
}
