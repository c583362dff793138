/** Precision, recall and F1 from counts. */

export interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Shares in 0..1; null where there is nothing to divide by. */
export interface Quality extends Counts {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export function toQuality({ right, wrong, missed }: Counts): Quality {
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return {
    right,
    wrong,
    missed,
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + wrong + missed),
  };
}

/** Mean over classes that occur or were reported; null for none. */
export function macroF1(qualities: readonly Quality[]): number | null {
  const values = qualities.flatMap(({ f1 }) => (f1 === null ? [] : [f1]));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Quality per class of a choice among `classes`. */
export function qualityByClass<Name extends string>(
  classes: readonly Name[],
  pairs: readonly { readonly gold: Name; readonly found: Name }[],
): Record<Name, Quality> {
  const entries = classes.map((name): [Name, Quality] => {
    const of = (isGold: boolean, isFound: boolean): number =>
      pairs.filter(({ gold, found }) => (gold === name) === isGold && (found === name) === isFound).length;
    return [name, toQuality({ right: of(true, true), wrong: of(false, true), missed: of(true, false) })];
  });
  return Object.fromEntries(entries) as Record<Name, Quality>;
}
