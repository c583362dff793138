/** How well a category holds together: leave-one-out figures with their sample size, and honest warnings. */

import type { CategoryQuality, CategoryWarning } from '#core/domain/category-quality.ts';
import type { Category } from '#core/domain/category.ts';
import { backgroundHits } from './head.ts';
import { judgeOne, learnCategory } from './learn.ts';
import type { Learning } from './learn.ts';
import { distinctTexts, plainText } from './texts.ts';

type Learnable = Pick<Category, 'id' | 'name' | 'isBuiltin' | 'examples' | 'counterExamples' | 'keywords'>;

/** More are checked in turn without telling more. */
const MOST_CHECKED = 30;
/** Fewer examples are a hint, not a sample. */
const LEAST_EXAMPLES = 3;
const SCATTERED_RECALL = 0.34;
const BROAD_SHARE = 0.02;
const SAME_SHARE = 0.5;

/**
 * Every example and counter-example is judged by a category that was learned without it; examples of the other
 * categories count against it when they are taken for its own.
 * @param others categories that the examples must not be taken for
 */
export function measureCategory(
  category: Learnable,
  others: readonly Learnable[],
  learning: Learning,
): CategoryQuality {
  const examples = distinctTexts(category.examples);
  const counterExamples = distinctTexts(category.counterExamples);
  const learned = learnCategory(category, learning);
  const isFound = (text: string, as = learned): boolean => judgeOne(as, learning.read(text), learning) >= 0;
  const missed = examples.slice(0, MOST_CHECKED).filter((text) => {
    const rest = examples.filter((other) => other !== text);
    return !isFound(text, learnCategory({ ...category, examples: rest }, learning));
  });
  const mistaken = counterExamples.slice(0, MOST_CHECKED).filter((text) => {
    const rest = counterExamples.filter((other) => other !== text);
    return isFound(text, learnCategory({ ...category, counterExamples: rest }, learning));
  });
  const foreign = others.flatMap((other) => other.examples.slice(0, MOST_CHECKED));
  const taken = [...mistaken, ...foreign.filter((text) => isFound(text))];
  const checked = Math.min(examples.length, MOST_CHECKED);
  const found = checked - missed.length;
  const positives = found + taken.length;
  const typicalFound = learned.head ? backgroundHits(learned.head, learning.background) : 0;
  return {
    examples: checked,
    counterExamples: Math.min(counterExamples.length, MOST_CHECKED) + foreign.length,
    recall: checked < 2 ? null : found / checked,
    missed,
    taken,
    precision: checked < 2 || positives === 0 ? null : found / positives,
    typicalFound,
    typicalTotal: learning.background.size,
    warnings: warningsOf(category, others, {
      recall: checked < 2 ? null : found / checked,
      typicalShare: typicalFound / Math.max(1, learning.background.size),
    }),
  };
}

function warningsOf(
  { examples, counterExamples, keywords, isBuiltin }: Learnable,
  others: readonly Learnable[],
  { recall, typicalShare }: { recall: number | null; typicalShare: number },
): CategoryWarning[] {
  const warnings: CategoryWarning[] = [];
  const own = new Set(examples.map(plainText));
  if (!isBuiltin && own.size === 0 && keywords.length === 0) warnings.push({ kind: 'nothing-to-learn' });
  else if (own.size > 0 && own.size < LEAST_EXAMPLES) warnings.push({ kind: 'few-examples', examples: own.size });
  const contradiction = counterExamples.find((text) => own.has(plainText(text)));
  if (contradiction !== undefined) warnings.push({ kind: 'contradiction', text: contradiction });
  if (own.size >= LEAST_EXAMPLES && recall !== null && recall < SCATTERED_RECALL) warnings.push({ kind: 'scattered' });
  if (typicalShare > BROAD_SHARE) warnings.push({ kind: 'too-broad' });
  for (const other of others) {
    const shared = other.examples.filter((text) => own.has(plainText(text))).length;
    if (own.size > 0 && shared / Math.min(own.size, Math.max(1, other.examples.length)) >= SAME_SHARE)
      warnings.push({ kind: 'same-examples', name: other.name });
  }
  return warnings;
}
