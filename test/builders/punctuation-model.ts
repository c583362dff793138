/** A stand-in for RUPunct with its real contract: each word of a list has a label of its own. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from './folders.ts';
import { installByHand } from './installed-model.ts';
import { writeOnnx } from './onnx.ts';

const MARKS = 'O PERIOD COMMA QUESTION TIRE DVOETOCHIE VOSKL PERIODCOMMA DEFIS MNOGOTOCHIE QUESTIONVOSKL'.split(' ');
/** In an order of its own: labels count by name. */
const LABELS = ['UPPER', 'LOWER', 'UPPER_TOTAL'].flatMap((letters) => MARKS.map((mark) => `${letters}_${mark}`));

/** @param labels label by piece; a piece that continues a word begins with `##` @returns the installed model's folder */
export function aPunctuationModel(labels: Readonly<Record<string, string>>, modelsFolder = aFolder()): string {
  const folder = aFolder();
  const pieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...Object.keys(labels)];
  const table = new Float32Array(pieces.length * LABELS.length);
  pieces.forEach((piece, i) => (table[i * LABELS.length + LABELS.indexOf(labels[piece] ?? 'LOWER_O')] = 5));
  const onnx = writeOnnx(join(folder, 'rupunct_small_int8.onnx'), {
    inputs: {
      input_ids: { type: 'int64', dims: [null, null] },
      attention_mask: { type: 'int64', dims: [null, null] },
      token_type_ids: { type: 'int64', dims: [null, null] },
    },
    outputs: { logits: [null, null, LABELS.length] },
    weights: { table: { dims: [pieces.length, LABELS.length], data: table } },
    nodes: [{ op: 'Gather', inputs: ['table', 'input_ids'], outputs: ['logits'] }],
  });
  const vocab = Object.fromEntries(pieces.map((piece, i) => [piece, i]));
  const tokenizer = join(folder, 'tokenizer.json');
  writeFileSync(tokenizer, JSON.stringify({ normalizer: { lowercase: false }, model: { type: 'WordPiece', vocab } }));
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ id2label: Object.fromEntries(LABELS.map((label, i) => [i, label])) }));
  return installByHand(modelsFolder, { id: 'rupunct-small', engine: 'rupunct', files: [onnx, tokenizer, config] });
}
