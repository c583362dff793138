/** Values of measures as people read them. */

import { useTranslation } from 'react-i18next';
import type { ManagerFigures } from '#core/domain/figures.ts';
import { useFormats } from '../../components/format.ts';
import type { Measure } from './measures.ts';

const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

export function useMeasureText(): (measure: Measure, figures: ManagerFigures) => string {
  const formats = useFormats();
  const { language } = useTranslation().i18n;
  return ({ kind, valueOf }, figures) => {
    const value = valueOf(figures);
    if (value === null) return '—';
    if (kind === 'share') return formats.share(value, 1);
    // Always with a digit after the comma, so that figures of a column line up.
    if (kind === 'ratio') return value.toLocaleString(language, ONE_DIGIT);
    return kind === 'time' ? formats.totalTime(value) : formats.number(value);
  };
}
