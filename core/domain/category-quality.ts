/** How well a category made from examples holds together. */

/** Something that makes the figures of a category, or the category itself, doubtful. */
export type CategoryWarning =
  | { readonly kind: 'nothing-to-learn' }
  | { readonly kind: 'few-examples'; readonly examples: number }
  | { readonly kind: 'contradiction'; readonly text: string }
  | { readonly kind: 'scattered' }
  | { readonly kind: 'too-broad' }
  | { readonly kind: 'same-examples'; readonly name: string };

/** Found by leaving each example out once and judging it by the others. */
export interface CategoryQuality {
  /** The sample: examples that were left out in turn, and texts that are none. */
  readonly examples: number;
  readonly counterExamples: number;
  /** Share of left-out examples that were recognised; null where there are too few to tell. */
  readonly recall: number | null;
  /** The left-out examples that were not recognised. */
  readonly missed: readonly string[];
  /** Share of examples among the texts of the sample that were recognised. */
  readonly precision: number | null;
  /** Texts of the sample that were recognised and are no examples: counter-examples, examples of other categories. */
  readonly taken: readonly string[];
  /** How many typical turns of sales calls would be taken for the category. */
  readonly typicalFound: number;
  readonly typicalTotal: number;
  readonly warnings: readonly CategoryWarning[];
}
