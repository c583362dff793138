/** How a criterion is judged, in one line. */

import { useTranslation } from 'react-i18next';
import type { Check, TalkFigure } from '#core/domain/scorecard.ts';
import { useFormats } from '../../components/format.ts';
import { toShown, UNITS } from './check-units.ts';

const PHRASES_SHOWN = 3;

export function useCheckText(): (check: Check) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const limit = (figure: TalkFigure, value: number): string => {
    const [shown, unit] = [toShown(figure, value), UNITS[figure]];
    return unit === 'share' ? formats.percent(shown) : `${formats.number(shown)} ${t(`scorecards.unit.${unit}`)}`;
  };
  /** The first few, and how many more. */
  const phrasesText = (phrases: readonly string[]): string => {
    if (phrases.length === 0) return t('scorecards.noPhrases');
    const shown = phrases
      .slice(0, PHRASES_SHOWN)
      .map((phrase) => `«${phrase}»`)
      .join(', ');
    const count = phrases.length - PHRASES_SHOWN;
    return count > 0 ? t('scorecards.andMore', { phrases: shown, count }) : shown;
  };
  return (check) => {
    switch (check.kind) {
      case 'phrases':
        return t(`scorecards.phrasesIn.${check.place}`, { phrases: phrasesText(check.phrases) });
      case 'questions':
        return t('scorecards.questionsIn', { count: check.atLeast });
      case 'talk': {
        const { figure, atMost, partlyAtMost } = check;
        const limits = { atMost: limit(figure, atMost), partlyAtMost: limit(figure, partlyAtMost) };
        return t('scorecards.talkIn', { figure: t(`scorecards.figures.${figure}`), ...limits });
      }
      default:
        return t(`scorecards.kindHint.${check.kind}`);
    }
  };
}
