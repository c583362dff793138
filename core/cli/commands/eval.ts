import path from 'node:path';
import { evaluate as measure, formatEvaluation, parseLabelledLine, type LabelledCall } from '#core/language/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openProfile } from '../profile.ts';
import { readLines } from '../read-lines.ts';

interface Options extends CommonOptions {
  readonly input: string;
  readonly profile: string;
}

/** `razbor eval`: precision, recall and F1 on labelled calls, and which categories are taken for which. */
export async function evaluate(context: CommandContext, options: Options): Promise<ExitCode> {
  const opened = await openProfile(context, options.profile);
  const { analyser, profile, missing } = opened;
  try {
    const calls: LabelledCall[] = [];
    for await (const [line, number] of readLines(path.resolve(options.input))) {
      context.signal.throwIfAborted();
      calls.push(parseLabelledLine(line, number));
    }
    const evaluation = await measure(calls, analyser);
    context.output.result({ ...evaluation, model: analyser.maker, profile, missing }, formatEvaluation(evaluation));
  } finally {
    await opened.close();
  }
  return EXIT.done;
}
