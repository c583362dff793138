/** What the library that reads the command line says, in Russian: it knows English only. */

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Как вызвать:',
  'Arguments:': 'Что указать:',
  'Options:': 'Параметры:',
  'Commands:': 'Команды:',
};

/** The library's sentences (commander 15, `lib/command.js` and `lib/suggestSimilar.js`). */
const SENTENCES: readonly (readonly [pattern: RegExp, russian: string])[] = [
  [/^error: missing required argument '(.+)'/u, 'Не хватает: <$1>.'],
  [/^error: required option '(.+)' not specified/u, 'Не хватает параметра $1.'],
  [/^error: option '(.+)' argument missing/u, 'У параметра $1 нет значения.'],
  [/^error: option '(.+)' argument '(.*)' is invalid\./u, 'Параметр $1 не может быть «$2».'],
  [/^error: unknown option '(.+)'/u, 'Нет такого параметра: $1.'],
  [/^error: unknown command '(.+)'/u, 'Нет такой команды: $1.'],
  [/^error: too many arguments.* but got \d+: (.*)\.$/mu, 'Слишком много слов: $1. Имя с пробелами берут в кавычки.'],
  [/\(Did you mean one of (.+)\?\)/u, 'Может быть, одно из этих: $1?'],
  [/\(Did you mean (.+)\?\)/u, 'Может быть, $1?'],
  [/Allowed choices are (.+)\.$/mu, 'Можно: $1.'],
];

const usageInRussian = (usage: string): string => usage.replace('[options]', '[параметры]');

/** For the library's help: its own words. */
export const HELP_IN_RUSSIAN = {
  styleTitle: (title: string): string => TITLES[title] ?? title,
  styleUsage: usageInRussian,
  styleSubcommandTerm: usageInRussian,
};

/** @param text what is wrong with the command; sentences that are not known stay as they are */
export const complaintInRussian = (text: string): string =>
  SENTENCES.reduce((known, [pattern, russian]) => known.replace(pattern, russian), text);
