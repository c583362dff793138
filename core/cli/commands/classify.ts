import path from 'node:path';
import { loadKit } from '#core/app.ts';
import type { CallAnalysis, CallText } from '#core/domain/finding.ts';
import { formatAnalysisLine, parseCallLine } from '#core/language/index.ts';
import { writeAtomically } from '#core/pipeline/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openProfile } from '../profile.ts';
import { readLines } from '../read-lines.ts';
import { callsText } from '../wording.ts';
import { categoriesOfFile } from './categories.ts';

interface Options extends CommonOptions {
  readonly input: string;
  readonly output: string;
  readonly profile: string;
  readonly categories?: string;
}

/** `razbor classify`: findings for calls given as text, one JSON line each, in the same order. */
export async function classify(context: CommandContext, options: Options): Promise<ExitCode> {
  const { output, signal } = context;
  const settle = options.categories === undefined ? null : await settlerOf(context, options.categories);
  const opened = await openProfile(context, options.profile);
  const { analyser, profile, missing } = opened;
  const lines: string[] = [];
  try {
    for await (const [line, number] of readLines(path.resolve(options.input))) {
      signal.throwIfAborted();
      const call = parseCallLine(line, number);
      const analysis = await analyser.analyse(call);
      lines.push(formatAnalysisLine(call.id, settle ? settle(call, analysis) : analysis));
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

/** Objections by the categories of a file. */
async function settlerOf({ resources, signal }: CommandContext, file: string) {
  const categories = await categoriesOfFile(file);
  const kit = await loadKit(resources);
  const recogniser = await kit.recogniser(categories, [], signal);
  return (call: CallText, analysis: CallAnalysis): CallAnalysis => {
    const candidates = recogniser.isIdle ? [] : kit.reader.candidates(call);
    const { objections } = analysis;
    return { ...analysis, objections: recogniser.recognise({ objections, candidates, utterances: call.utterances }) };
  };
}
