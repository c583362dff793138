/** Word forms of a hunspell dictionary: every stem with every suffix that its flags allow. */

import { readFileSync } from 'node:fs';

interface SuffixRule {
  readonly strip: string;
  readonly add: string;
  readonly condition: RegExp;
}

/** Suffix rules by flag. Prefix rules do not exist in the Russian dictionary and are not read. */
function readSuffixes(path: string): Map<string, SuffixRule[]> {
  const rules = new Map<string, SuffixRule[]>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [kind, flag, strip, add, condition] = line.trim().split(/\s+/);
    if (kind !== 'SFX' || flag === undefined || strip === undefined || add === undefined || condition === undefined)
      continue;
    const rule = {
      strip: strip === '0' ? '' : strip,
      add: add === '0' ? '' : add.split('/')[0]!,
      condition: new RegExp(`${condition}$`),
    };
    rules.set(flag, [...(rules.get(flag) ?? []), rule]);
  }
  return rules;
}

/** All forms, lower case, yo folded, 2 to 20 letters, sorted, each once. */
export function readWordForms(paths: { readonly dictionary: string; readonly affixes: string }): string[] {
  const suffixes = readSuffixes(paths.affixes);
  const forms = new Set<string>();
  const add = (form: string): void => {
    const folded = form.toLowerCase().replaceAll('ё', 'е');
    if (/^[а-я]{2,20}$/.test(folded)) forms.add(folded);
  };
  for (const line of readFileSync(paths.dictionary, 'utf8').split('\n').slice(1)) {
    const [stem, flags = ''] = line.trim().split('/');
    if (stem === undefined || stem === '') continue;
    add(stem);
    for (const flag of flags) {
      for (const { strip, add: suffix, condition } of suffixes.get(flag) ?? []) {
        if (condition.test(stem) && stem.endsWith(strip)) add(stem.slice(0, stem.length - strip.length) + suffix);
      }
    }
  }
  return [...forms].sort();
}
