/** `razbor vocabulary …`: the user's own words and what they are misheard as. */

import path from 'node:path';
import type { App } from '#core/app.ts';
import { writeAtomically } from '#core/pipeline/index.ts';
import { createVocabularyService, type Vocabulary, type VocabularyChange } from '#core/services/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readVocabularyText, vocabularyFormatOf } from '../vocabulary-file.ts';

const withVocabulary = <T>(context: CommandContext, work: (vocabulary: Vocabulary) => T | Promise<T>): Promise<T> =>
  context.withApp(async (app: App) => work(createVocabularyService(app.store)));

export async function listWords(context: CommandContext): Promise<ExitCode> {
  const found = await withVocabulary(context, (vocabulary) => vocabulary.get());
  const lines = found.entries.map(
    ({ word, variants, isBoosted }) =>
      `${word}${variants.length > 0 ? ` ← ${variants.join(', ')}` : ''}${isBoosted ? '' : ' (только замена)'}`,
  );
  context.output.result(found, lines.length > 0 ? lines.join('\n') : 'Словарь пуст.');
  return EXIT.done;
}

export async function importWords(
  context: CommandContext,
  options: CommonOptions & { readonly add?: boolean },
  [file]: string[],
): Promise<ExitCode> {
  const { text, format } = await readVocabularyText(file!);
  const change = await withVocabulary(context, (vocabulary) =>
    vocabulary.import(text, format, options.add ? 'add' : 'replace'),
  );
  context.output.result(change, changeText(change));
  return EXIT.done;
}

export async function exportWords(context: CommandContext, _: CommonOptions, [file]: string[]): Promise<ExitCode> {
  const { text } = await withVocabulary(context, (vocabulary) => vocabulary.export(vocabularyFormatOf(file!)));
  await writeAtomically(path.resolve(file!), text);
  context.output.result({ file: path.resolve(file!) }, `Словарь записан: ${path.resolve(file!)}`);
  return EXIT.done;
}

export async function clearWords(context: CommandContext): Promise<ExitCode> {
  const change = await withVocabulary(context, (vocabulary) => vocabulary.replace([]));
  context.output.result(change, changeText(change));
  return EXIT.done;
}

const changeText = ({ entries, changed }: VocabularyChange): string =>
  `Слов в словаре: ${entries}. Реплик исправлено в готовых расшифровках: ${changed}.`;
