/** Trains the bundled language model: banks, then heads on signals of folds the banks have not seen. */

import { readSignals } from '#core/language/call/signals.ts';
import { headLogit } from '#core/language/models/head.ts';
import { networkLogit } from '#core/language/models/network.ts';
import { stepInputs } from '#core/language/call/next-step.ts';
import type { Bank } from '#core/language/models/bank.ts';
import { BANK_NAMES, CATEGORY_OUTPUTS, CONTEXT_OUTPUTS, TEXT_OUTPUTS } from '#core/language/models/language-model.ts';
import type { BankName, Banks, LanguageModel, Thresholds } from '#core/language/models/language-model.ts';
import { TOPIC_IDS } from '#core/domain/finding.ts';
import { EXCHANGE_OUTPUTS, handledInputs } from '#core/language/objections/handling.ts';

import type { Corpus } from './corpus.ts';
import { handledGroups, objectionSamples, phraseSamples, trainHeads, trainNetworks } from './heads.ts';
import type { Signalled, SignalledCall, SignalledLine } from './heads.ts';
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
import { bestThreshold } from '#core/language/models/threshold.ts';
import type { Decision } from '#core/language/models/threshold.ts';
import { bestBalancedThreshold } from './thresholds.ts';

import { prepareBank, trainBank } from './train-bank.ts';
import type { PreparedBank } from './train-bank.ts';

export type Report = (message: string) => void;

type Prepared = Readonly<Record<BankName, PreparedBank>>;

function prepareBanks(corpus: Corpus): Prepared {
  const usual = { passes: 10, leastRows: 2 };
  return {
    text: prepareBank(textRows(corpus), { ...usual, outputs: TEXT_OUTPUTS, cost: 1 }),
    before: prepareBank(contextRows(corpus, -1), { ...usual, outputs: CONTEXT_OUTPUTS, cost: 0.3 }),
    after: prepareBank(contextRows(corpus, 1), { ...usual, outputs: CONTEXT_OUTPUTS, cost: 0.3 }),
    topic: prepareBank(topicRows(corpus), { ...usual, outputs: TOPIC_IDS, cost: 0.5 }),
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

/** What decides on top of the banks. */
type Decider = Pick<LanguageModel, 'heads' | 'networks'>;

const trainDecider = (signalled: Signalled): Decider => ({
  heads: trainHeads(signalled.calls),
  networks: trainNetworks(signalled),
});

/** Decisions on one call or line by a decider that has not learned from it. */
interface Decisions {
  readonly fold: number;
  readonly objections: readonly Decision[];
  readonly phrases: readonly Decision[];
  readonly step: readonly Decision[];
  readonly handled: readonly Decision[];
}

function decideCall({ gold, signals, banks, fold }: SignalledCall, { heads, networks }: Decider): Decisions {
  return {
    fold,
    objections: objectionSamples({ gold, signals, banks, fold }).map(({ output, inputs, target }) => ({
      logit: networkLogit(networks.objections, output, inputs),
      isGold: target === 1,
    })),
    phrases: [],
    step: [{ logit: headLogit(heads.step, 0, stepInputs(signals)), isGold: gold.next_step !== null }],
    handled: handledGroups(gold).map((group) => ({
      logit: headLogit(heads.handled, 0, handledInputs(signals, group, banks)),
      isGold: group.handled,
    })),
  };
}

function decideLine(line: SignalledLine, { networks }: Decider): Decisions {
  const phrases = phraseSamples(line).map(({ output, inputs, target }) => ({
    logit: networkLogit(networks.phrases, output, inputs),
    isGold: target === 1,
  }));
  return { fold: line.fold, objections: [], phrases, step: [], handled: [] };
}

function chooseThresholds(decisions: readonly Decisions[]): Thresholds {
  const all = (name: 'objections' | 'phrases' | 'step' | 'handled'): Decision[] =>
    decisions.flatMap((item) => item[name]);
  return {
    objections: bestThreshold(all('objections')),
    phrases: CATEGORY_OUTPUTS.map((_, output) =>
      bestThreshold(all('phrases').filter((_decision, at) => at % CATEGORY_OUTPUTS.length === output)),
    ),
    step: bestBalancedThreshold(all('step')),
    handled: bestBalancedThreshold(all('handled')),
    unknownSpeaker: 1,
  };
}

export interface Trained {
  readonly model: LanguageModel;
  /** One model per fold that has not learned from that fold, for cross-validated figures. */
  readonly foldModels: readonly LanguageModel[];
  readonly signalled: Signalled;
}

/** @param corpus to learn from @returns the model from all of it, and one per fold */
export function trainLanguageModel(corpus: Corpus, report: Report = () => undefined): Trained {
  const prepared = prepareBanks(corpus);
  report('features ready');
  const signalled = crossSignals(corpus, prepared, report);
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold);
  const deciders = folds.map((fold) => {
    const isOther = (item: { fold: number }): boolean => item.fold !== fold;
    return trainDecider({ calls: signalled.calls.filter(isOther), lines: signalled.lines.filter(isOther) });
  });
  const decisions = [
    ...signalled.calls.map((call) => decideCall(call, deciders[call.fold]!)),
    ...signalled.lines.map((line) => decideLine(line, deciders[line.fold]!)),
  ];
  report('decisions ready');
  const foldModels = folds.flatMap((fold): LanguageModel[] => {
    const call = signalled.calls.find((item) => item.fold === fold);
    if (!call) return [];
    const thresholds = chooseThresholds(decisions.filter((item) => item.fold !== fold));
    return [{ banks: call.banks, ...deciders[fold]!, thresholds }];
  });
  const banks = trainBanks(prepared, () => true);
  report('banks ready');
  return {
    model: {
      banks,
      ...trainDecider(signalled),
      thresholds: chooseThresholds(decisions),
    },
    foldModels,
    signalled,
  };
}
