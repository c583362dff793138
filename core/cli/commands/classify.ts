import path from 'node:path';
import { formatAnalysisLine, parseCallLine } from '#core/language/index.ts';
import { writeAtomically } from '#core/pipeline/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openProfile } from '../profile.ts';
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
  const opened = await openProfile(context, options.profile);
  const { analyser, profile, missing } = opened;
  const lines: string[] = [];
  try {
    for await (const [line, number] of readLines(path.resolve(options.input))) {
      signal.throwIfAborted();
      const call = parseCallLine(line, number);
      lines.push(formatAnalysisLine(call.id, await analyser.analyse(call)));
      output.progress(`Разобрано: ${callsText(lines.length)}`);
    }
  } finally {
    await opened.close();
  }
  const file = path.resolve(options.output);
  await writeAtomically(file, lines.map((line) => `${line}\n`).join(''));
  output.result(
    { calls: lines.length, output: file, model: analyser.maker, profile, missing },
    `Разобрано: ${callsText(lines.length)}. Результат: ${file}`,
  );
  return EXIT.done;
}
