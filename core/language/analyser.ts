/** The one interface of language analysis; profiles differ in what stands behind it. */

import type { CallAnalysis, CallText } from '#core/domain/finding.ts';
import type { Maker } from '#core/domain/transcript.ts';

/** Analyses calls. Asynchronous, because a profile may run a network in another process. */
export interface CallAnalyser {
  /** Id and version of the model; stored with every finding. */
  readonly maker: Maker;
  analyse(call: CallText): Promise<CallAnalysis>;
}

/** An analyser that answers at once; what the bundled profile gives. */
export interface DirectCallAnalyser extends CallAnalyser {
  analyseNow(call: CallText): CallAnalysis;
}
