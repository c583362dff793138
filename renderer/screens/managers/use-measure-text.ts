/** Values of measures as people read them. */

import type { ManagerFigures } from '#core/domain/figures.ts';
import { formatShare } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import type { Measure } from './measures.ts';

export function useMeasureText(): (measure: Measure, figures: ManagerFigures) => string {
  const formats = useFormats();
  return ({ kind, valueOf }, figures) => {
    const value = valueOf(figures);
    if (value === null) return '—';
    if (kind === 'share') return formatShare(value, 1);
    return kind === 'time' ? formats.totalTime(value) : formats.number(value);
  };
}
