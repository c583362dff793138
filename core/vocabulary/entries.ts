/** What a vocabulary may hold. */

import { z } from 'zod';
import { comparable, VOCABULARY_LIMITS, type VocabularyEntry } from '#core/domain/vocabulary.ts';
import { AppError } from '#core/errors.ts';

const { entries: MOST, variants: MOST_VARIANTS, characters, words } = VOCABULARY_LIMITS;

const phrase = z
  .string()
  .transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
  .refine((text) => text.length <= characters, `длиннее ${characters} знаков`)
  .refine((text) => text.split(' ').length <= words, `больше ${words} слов`)
  .refine((text) => text === '' || /[\p{L}\p{N}]/u.test(text), 'нет ни букв, ни цифр');

const entry = z.object({
  word: phrase.refine((text) => text !== '', 'слово пустое'),
  variants: z.array(phrase).max(MOST_VARIANTS, `больше ${MOST_VARIANTS} вариантов`).default([]),
  isBoosted: z.boolean().default(true),
});

/**
 * Entries with spaces tidied and repeated variants left out.
 *
 * Each replacement must have one meaning and must not depend on the order of the entries: a word stands once, a variant
 * belongs to one word, and no variant is another entry's word (а → б → в, or the circle а → б → а).
 * @param input anything @throws `input.invalid` with a Russian reason
 */
export function checkEntries(input: unknown): VocabularyEntry[] {
  if (!Array.isArray(input)) throw invalid('Это не список слов');
  if (input.length > MOST) throw invalid(`В словаре может быть не больше ${MOST} слов, а здесь ${input.length}`);
  const entries = input.map((item, index) => {
    const parsed = entry.safeParse(item);
    if (!parsed.success) throw invalid(`Строка ${index + 1}: ${parsed.error.issues[0]?.message ?? ''}`);
    return withoutRepeats(parsed.data);
  });
  const ownerOfWord = new Map<string, string>();
  for (const { word } of entries) {
    if (ownerOfWord.has(comparable(word))) throw invalid(`Слово «${word}» записано дважды`);
    ownerOfWord.set(comparable(word), word);
  }
  const ownerOfVariant = new Map<string, string>();
  for (const { word, variants } of entries) {
    for (const variant of variants) {
      const other = ownerOfWord.get(comparable(variant));
      if (other !== undefined && other !== word) {
        throw invalid(`«${variant}» — вариант слова «${word}» и само слово словаря: замены пошли бы по кругу`);
      }
      const owner = ownerOfVariant.get(comparable(variant));
      if (owner !== undefined) throw invalid(`Вариант «${variant}» записан для двух слов: «${owner}» и «${word}»`);
      ownerOfVariant.set(comparable(variant), word);
    }
  }
  return entries;
}

/** Adds entries to a vocabulary: a known word gets the new variants as well. @throws as `checkEntries` */
export function mergeEntries(
  known: readonly VocabularyEntry[],
  added: readonly VocabularyEntry[],
): readonly VocabularyEntry[] {
  const byWord = new Map(known.map((one) => [comparable(one.word), one]));
  for (const one of added) {
    const before = byWord.get(comparable(one.word));
    byWord.set(comparable(one.word), { ...one, variants: [...(before?.variants ?? []), ...one.variants] });
  }
  return checkEntries([...byWord.values()]);
}

function withoutRepeats({ word, variants, isBoosted }: VocabularyEntry): VocabularyEntry {
  const unique = new Map(
    variants.filter((variant) => variant !== '' && variant !== word).map((v) => [comparable(v), v]),
  );
  return { word, variants: [...unique.values()], isBoosted };
}

const invalid = (reason: string): AppError => new AppError('input.invalid', { reason });
