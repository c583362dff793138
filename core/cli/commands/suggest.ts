import path from 'node:path';
import { loadAnalyser } from '#core/app.ts';
import { UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import { parseCallLine, suggestCategories, type UnknownObjection } from '#core/language/index.ts';
import { writeAtomically } from '#core/pipeline/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readLines } from '../read-lines.ts';

interface Options extends CommonOptions {
  readonly input: string;
  readonly output: string;
}

/** `razbor suggest`: groups objections outside all categories into suggestions for new ones. */
export async function suggest(context: CommandContext, options: Options): Promise<ExitCode> {
  const { output, signal } = context;
  const analyser = await loadAnalyser(context.resources);
  const unknown: UnknownObjection[] = [];
  for await (const [line, number] of readLines(path.resolve(options.input))) {
    signal.throwIfAborted();
    const call = parseCallLine(line, number);
    const { objections } = await analyser.analyse(call);
    for (const { category, utterance, quote } of objections) {
      if (category === UNKNOWN_CATEGORY_ID) unknown.push({ id: call.id, utterance, text: quote });
    }
  }
  const suggestions = suggestCategories(unknown);
  const file = path.resolve(options.output);
  await writeAtomically(file, `${JSON.stringify(suggestions, null, 2)}\n`);
  const names = suggestions.map(({ name, size }) => `  ${name} (${size})`);
  output.result(
    { suggestions: suggestions.length, objections: unknown.length, output: file },
    [
      `Возражений вне категорий: ${unknown.length}, предложений: ${suggestions.length}.`,
      ...names,
      `Результат: ${file}`,
    ].join('\n'),
  );
  return EXIT.done;
}
