/** Trains, measures and writes the bundled language model with its card. */

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { analyseCall } from '#core/language/analyse.ts';
import { countConfusions } from '#core/language/evaluation/confusions.ts';
import { evaluate } from '#core/language/evaluation/evaluate.ts';
import type { Evaluation } from '#core/language/evaluation/evaluate.ts';
import { formatEvaluation } from '#core/language/evaluation/table.ts';
import { CARD_FILE } from '#core/language/models/load.ts';
import { BANK_NAMES } from '#core/language/models/language-model.ts';
import type { LanguageModel } from '#core/language/models/language-model.ts';
import { packModel } from '#core/language/models/container.ts';
import type { LabelledCall } from '#core/language/input/parse-lines.ts';

import { EXAMPLES_FILE } from '#core/language/accurate/examples.ts';

import { readCorpus, toCategory } from './corpus.ts';
import type { Corpus, CorpusCall } from './corpus.ts';
import { packExamples } from './examples.ts';
import { crossValidatePhrases } from './phrases.ts';
import { foldOfCall, toCallText } from './rows.ts';
import { trainLanguageModel } from './train.ts';
import type { Report, Trained } from './train.ts';

const VERSION = '1.1.0';
const FILE = 'bundled-text-ru.bin';

const toLabelled = (call: CorpusCall): LabelledCall => ({
  ...toCallText(call),
  id: call.id,
  topic: call.topic,
  sentiment: call.sentiment,
  nextStep: call.next_step,
  objections: call.objections.map(({ category, utterance, handled }) => ({
    category: toCategory(category),
    utterance,
    handled,
  })),
});

/** Every training call judged by the model that has not learned from it. */
export async function crossValidate(corpus: Corpus, { foldModels }: Trained): Promise<Evaluation> {
  const modelOf = new Map<unknown, LanguageModel>();
  const labelled = corpus.calls.map((call) => {
    const row = toLabelled(call);
    modelOf.set(row, foldModels[foldOfCall(call)]!);
    return row;
  });
  return evaluate(labelled, { analyse: (call) => Promise.resolve(analyseCall(call, modelOf.get(call)!)) });
}

const short = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(3)));

const MOST_CONFUSIONS = 15;

/** The commonest errors, `gold → found` with `-` for nothing, most frequent first. */
const commonConfusions = ({ confusions }: Evaluation): Record<string, number> =>
  Object.fromEntries(
    countConfusions(confusions, MOST_CONFUSIONS).map(({ gold, found, count }) => [
      `${gold ?? '-'} → ${found ?? '-'}`,
      count,
    ]),
  );

/** What a card keeps of an evaluation. */
export function figuresOf(evaluation: Evaluation): Record<string, unknown> {
  const f1 = Object.entries(evaluation.categories).map(([id, quality]) => [id, short(quality.f1)]);
  return {
    calls: evaluation.calls,
    objectionMacroF1: short(evaluation.objectionMacroF1),
    anyObjectionF1: short(evaluation.anyObjection.f1),
    topicAccuracy: short(evaluation.topicAccuracy.accuracy),
    sentimentMacroF1: short(evaluation.sentimentMacroF1),
    nextStepMacroF1: short(evaluation.nextStepMacroF1),
    handledAccuracyOfFound: short(evaluation.handledOfFound.accuracy),
    handledAccuracyOfGold: short(evaluation.handledOfGold.accuracy),
    categoryF1: Object.fromEntries(f1) as Record<string, number | null>,
    confusions: commonConfusions(evaluation),
  };
}

export interface BundleOptions {
  readonly corpusDirectory: string;
  readonly outputDirectory: string;
  readonly report: Report;
}

/** Writes `bundled-text-ru.bin` and `bundled-text-ru.json`; the same corpus gives the same bytes. */
export async function trainBundledLanguageModel({
  corpusDirectory,
  outputDirectory,
  report,
}: BundleOptions): Promise<void> {
  const corpus = readCorpus(corpusDirectory);
  await writeBundle(corpus, trainLanguageModel(corpus, report), { outputDirectory, report });
}

/** Measures a trained model by cross-validation and writes it with its card. */
export async function writeBundle(
  corpus: Corpus,
  trained: Trained,
  { outputDirectory, report }: Pick<BundleOptions, 'outputDirectory' | 'report'>,
): Promise<void> {
  const evaluation = await crossValidate(corpus, trained);
  const phrases = crossValidatePhrases(trained);
  report(`перекрёстная проверка по звонкам\n${formatEvaluation(evaluation)}`);
  report(`short phrases: macro F1 ${phrases.macroF1}, any ${phrases.anyF1}`);
  const bytes = packModel(trained.model);
  const features = BANK_NAMES.map((name) => [name, trained.model.banks[name].keys.length]);
  const card = {
    id: 'bundled-text-ru',
    version: VERSION,
    licence: 'MIT',
    language: 'ru',
    file: FILE,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    trainedOn: {
      lines: corpus.lines.length,
      calls: corpus.calls.length,
      openings: corpus.openings.length,
      exchanges: corpus.exchanges.length,
      steps: corpus.steps.length,
    },
    features: Object.fromEntries(features) as Record<string, number>,
    crossValidation: { ...figuresOf(evaluation), shortPhrases: phrases },
  };
  mkdirSync(outputDirectory, { recursive: true });
  writeFileSync(join(outputDirectory, FILE), bytes);
  writeFileSync(join(outputDirectory, EXAMPLES_FILE), packExamples(corpus));
  writeFileSync(join(outputDirectory, CARD_FILE), `${JSON.stringify(card, null, 2)}\n`);
  report(`${FILE}: ${bytes.length} bytes`);
}
