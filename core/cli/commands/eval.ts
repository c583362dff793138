import path from 'node:path';
import { loadAnalyser } from '#core/app.ts';
import { evaluate as measure, formatEvaluation, parseLabelledLine, type LabelledCall } from '#core/language/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readLines } from '../read-lines.ts';

interface Options extends CommonOptions {
  readonly input: string;
}

/** `razbor eval`: precision, recall and F1 on labelled calls. */
export async function evaluate(context: CommandContext, options: Options): Promise<ExitCode> {
  const analyser = await loadAnalyser(context.resources);
  const calls: LabelledCall[] = [];
  for await (const [line, number] of readLines(path.resolve(options.input))) {
    context.signal.throwIfAborted();
    calls.push(parseLabelledLine(line, number));
  }
  const evaluation = await measure(calls, analyser);
  context.output.result(evaluation, formatEvaluation(evaluation));
  return EXIT.done;
}
