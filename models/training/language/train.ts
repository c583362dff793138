/** Trains the bundled language model: banks, then heads on signals of folds the banks have not seen. */

import { readSignals } from '#core/language/call/signals.ts';
import { headLogit } from '#core/language/models/head.ts';
import { stepInputs } from '#core/language/call/next-step.ts';
import type { Bank } from '#core/language/models/bank.ts';
import { BANK_NAMES, CATEGORY_OUTPUTS, CONTEXT_OUTPUTS, TEXT_OUTPUTS } from '#core/language/models/language-model.ts';
import type { BankName, Banks, Heads, LanguageModel, Thresholds } from '#core/language/models/language-model.ts';
import { TOPIC_IDS } from '#core/domain/finding.ts';
import { EXCHANGE_OUTPUTS, handledInputs } from '#core/language/objections/handling.ts';

import type { Corpus } from './corpus.ts';
import { handledGroups, objectionSamples, phraseSamples, trainHeads } from './heads.ts';
import type { Signalled } from './heads.ts';
import {
  FOLDS,
  contextRows,
  exchangeRows,
  foldOfCall,
  foldOfLine,
  stepRows,
  textRows,
  toCallText,
  topicRows,
} from './rows.ts';
import { bestBalancedThreshold, bestThreshold } from './thresholds.ts';
import { prepareBank, quantiseBank, trainBank } from './train-bank.ts';
import type { PreparedBank } from './train-bank.ts';

export type Report = (message: string) => void;

type Prepared = Readonly<Record<BankName, PreparedBank>>;

function prepareBanks(corpus: Corpus): Prepared {
  const usual = { passes: 12, leastRows: 2 };
  return {
    text: prepareBank(textRows(corpus), { ...usual, outputs: TEXT_OUTPUTS, cost: 1 }),
    before: prepareBank(contextRows(corpus, -1), { ...usual, outputs: CONTEXT_OUTPUTS, cost: 0.3 }),
    after: prepareBank(contextRows(corpus, 1), { ...usual, outputs: CONTEXT_OUTPUTS, cost: 0.3 }),
    topic: prepareBank(topicRows(corpus), { ...usual, outputs: TOPIC_IDS, cost: 1 }),
    step: prepareBank(stepRows(corpus), { ...usual, outputs: ['step'], cost: 1 }),
    exchange: prepareBank(exchangeRows(corpus), { ...usual, outputs: EXCHANGE_OUTPUTS, cost: 0.3 }),
  };
}

function trainBanks(prepared: Prepared, isUsed: (fold: number) => boolean): Banks {
  const entries = BANK_NAMES.map((name): [BankName, Bank] => [name, trainBank(prepared[name], isUsed)]);
  return Object.fromEntries(entries) as Record<BankName, Bank>;
}

/** Signals of every call and line from banks that have not learned from its fold. */
function crossSignals(corpus: Corpus, prepared: Prepared, report: Report): Signalled {
  const calls: Signalled['calls'][number][] = [];
  const lines: Signalled['lines'][number][] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const banks = trainBanks(prepared, (other) => other !== fold);
    for (const gold of corpus.calls) {
      if (foldOfCall(gold) !== fold) continue;
      calls.push({ gold, fold, banks, signals: readSignals(toCallText(gold), banks) });
    }
    for (const gold of corpus.lines) {
      if (foldOfLine(gold) !== fold || gold.speaker === 'agent') continue;
      const call = { direction: 'out', utterances: [{ speaker: 'client', text: gold.text }] } as const;
      lines.push({ gold, fold, signals: readSignals(call, banks) });
    }
    report(`fold ${fold + 1} of ${FOLDS}`);
  }
  return { calls, lines };
}

function chooseThresholds({ calls, lines }: Signalled, heads: Heads): Thresholds {
  const decide = (head: 'objections' | 'phrases', samples: ReturnType<typeof objectionSamples>): number =>
    bestThreshold(
      samples.map(({ output, inputs, target }) => ({
        logit: headLogit(heads[head], output, inputs),
        isGold: target === 1,
      })),
    );
  const objections = decide('objections', calls.flatMap(objectionSamples));
  const phrases = decide('phrases', lines.flatMap(phraseSamples));
  return {
    objections: CATEGORY_OUTPUTS.map(() => objections),
    phrases: CATEGORY_OUTPUTS.map(() => phrases),
    step: bestBalancedThreshold(
      calls.map(({ gold, signals }) => ({
        logit: headLogit(heads.step, 0, stepInputs(signals)),
        isGold: gold.next_step !== null,
      })),
    ),
    handled: bestBalancedThreshold(
      calls.flatMap(({ gold, signals, banks }) =>
        handledGroups(gold).map((group) => ({
          logit: headLogit(heads.handled, 0, handledInputs(signals, group, banks)),
          isGold: group.handled,
        })),
      ),
    ),
    unknownSpeaker: 1,
  };
}

/** Heads and thresholds from some folds; the thresholds are chosen on the same folds, where banks were blind. */
function trainDecisions(signalled: Signalled): { heads: Heads; thresholds: Thresholds } {
  const heads = trainHeads(signalled);
  return { heads, thresholds: chooseThresholds(signalled, heads) };
}

export interface Trained {
  readonly model: LanguageModel;
  /** One model per fold that has not learned from that fold, for cross-validated figures. */
  readonly foldModels: readonly LanguageModel[];
  readonly signalled: Signalled;
}

/** @param corpus to learn from @param options `withFolds` also trains a model per fold; takes longer */
export function trainLanguageModel(corpus: Corpus, options: { withFolds: boolean; report?: Report }): Trained {
  const report = options.report ?? ((): void => undefined);
  const prepared = prepareBanks(corpus);
  report('features ready');
  const signalled = crossSignals(corpus, prepared, report);
  const decisions = trainDecisions(signalled);
  report('heads ready');
  const foldModels = options.withFolds
    ? Array.from({ length: FOLDS }, (_, fold): LanguageModel => {
        const isOther = (item: { fold: number }): boolean => item.fold !== fold;
        const part = { calls: signalled.calls.filter(isOther), lines: signalled.lines.filter(isOther) };
        const { banks } = signalled.calls.find((call) => call.fold === fold)!;
        return { banks, ...trainDecisions(part) };
      })
    : [];
  const banks = trainBanks(prepared, () => true);
  const small = BANK_NAMES.map((name): [BankName, Bank] => [name, quantiseBank(banks[name])]);
  report('banks ready');
  return { model: { banks: Object.fromEntries(small) as Record<BankName, Bank>, ...decisions }, foldModels, signalled };
}
