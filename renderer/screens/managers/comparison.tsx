/** Managers side by side: a row per measure, a bar per manager, all bars of a row on one scale. */

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ManagerFigures } from '#core/domain/figures.ts';
import { MEASURES } from './measures.ts';
import { useMeasureText } from './use-measure-text.ts';

interface ComparisonProperties {
  readonly managers: readonly ManagerFigures[];
  readonly onClear: () => void;
}

export function Comparison({ managers, onClear }: ComparisonProperties) {
  const { t } = useTranslation();
  const measureText = useMeasureText();
  return (
    <section aria-label={t('managers.comparison')} className="card comparison">
      <header>
        <h2>{t('managers.comparison')}</h2>
        <Button onClick={onClear} size="compact-sm" variant="subtle">
          {t('managers.clear')}
        </Button>
      </header>
      <table>
        <thead>
          <tr>
            <td />
            {managers.map(({ agentId, agentName }) => (
              <th key={agentId} scope="col">
                {agentName}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {MEASURES.map((measure) => {
            const most = Math.max(...managers.map((manager) => measure.valueOf(manager) ?? 0));
            return (
              <tr key={measure.id}>
                <th scope="row">{t(`managers.${measure.id}`)}</th>
                {managers.map((manager) => (
                  <td key={manager.agentId}>
                    <span className="number">{measureText(measure, manager)}</span>
                    <span className="comparison-track">
                      <span style={{ width: `${most > 0 ? ((measure.valueOf(manager) ?? 0) / most) * 100 : 0}%` }} />
                    </span>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
