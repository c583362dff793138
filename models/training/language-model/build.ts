/**
 * Builds the word language model of the bundled speech model: `word-lm.bin` and its card `word-lm.json`. The same input
 * gives the same bytes.
 *
 * usage: node models/training/language-model/build.ts [--corpus DIR] [--out DIR] [--hold-out] [--no-dictionary]
 *   --hold-out       leave the validation lines out (for tuning; the shipped model uses every line)
 *   --no-dictionary  without the general dictionary (Debian package hunspell-ru)
 */

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { writeWordLm } from '#core/speech/decoding/word-lm-file.ts';
import { buildAutomaton } from './automaton.ts';
import { isHeldOut, readCorpus } from './corpus.ts';
import { readWordForms } from './hunspell.ts';
import { buildNgrams } from './ngrams.ts';

const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(import.meta.dirname, '../corpus') },
    out: { type: 'string', default: join(import.meta.dirname, '../../bundled/speech') },
    'hold-out': { type: 'boolean', default: false },
    'no-dictionary': { type: 'boolean', default: false },
    hunspell: { type: 'string', default: '/usr/share/hunspell' },
  },
});

const lines = readCorpus(options.corpus).filter((line) => !options['hold-out'] || !isHeldOut(line));
const ngrams = buildNgrams(lines);
const forms = options['no-dictionary']
  ? []
  : readWordForms({ dictionary: join(options.hunspell, 'ru_RU.dic'), affixes: join(options.hunspell, 'ru_RU.aff') });
const { edges, root } = buildAutomaton(forms);
const bytes = writeWordLm({ ...ngrams, dictionary: edges, dictionaryRoot: root });
const card = {
  file: 'word-lm.bin',
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  words: ngrams.words,
  bigrams: ngrams.bigramWord.length,
  trigrams: ngrams.trigramWord.length,
  dictionaryForms: forms.length,
};
writeFileSync(join(options.out, card.file), bytes);
writeFileSync(join(options.out, 'word-lm.json'), `${JSON.stringify(card, null, 2)}\n`);
console.log(JSON.stringify({ ...card, lines: lines.length, dictionaryEdges: edges.length }));
