/** Log-odds from which a finding is reported, chosen where F1 is best on calls the model has not learned from. */

import type { Decision } from '#core/language/models/threshold.ts';

/** @returns the threshold where the mean F1 of yes and no is best */
export function bestBalancedThreshold(decisions: readonly Decision[]): number {
  const candidates = decisions.map(({ logit }) => logit).sort((a, b) => a - b);
  let best = -1;
  let threshold = 0;
  for (const candidate of candidates) {
    const value = balancedF1(decisions, candidate);
    if (value > best) [best, threshold] = [value, candidate];
  }
  return Number(threshold.toFixed(4));
}

function balancedF1(decisions: readonly Decision[], threshold: number): number {
  const count = (isGold: boolean, isYes: boolean): number =>
    decisions.filter((decision) => decision.isGold === isGold && decision.logit >= threshold === isYes).length;
  const wrong = count(true, false) + count(false, true);
  const yes = count(true, true);
  const no = count(false, false);
  return yes / (2 * yes + wrong || 1) + no / (2 * no + wrong || 1);
}
