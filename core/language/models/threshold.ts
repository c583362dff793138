/** Log-odds from which a finding is reported. */

/** One decision: its log-odds and whether it was right to report it. */
export interface Decision {
  readonly logit: number;
  readonly isGold: boolean;
}

/** @returns the threshold with the best F1; 0 when there is nothing to find */
export function bestThreshold(decisions: readonly Decision[]): number {
  const sorted = [...decisions].sort((a, b) => b.logit - a.logit);
  const gold = sorted.filter(({ isGold }) => isGold).length;
  let found = 0;
  let best = 0;
  let threshold = 0;
  sorted.forEach(({ logit, isGold }, at) => {
    if (isGold) found++;
    const f1 = (2 * found) / (at + 1 + gold);
    if (f1 <= best) return;
    best = f1;
    threshold = (logit + (sorted[at + 1]?.logit ?? logit)) / 2;
  });
  return Number(threshold.toFixed(4));
}
