/** The main figures as plain HTML, for readers of the file that run no scripts (mail previews, text browsers). */

import type { Report } from '#core/domain/report.ts';
import { formatNumber, formatPeriod, formatShare, formatTotalTime } from '#core/texts/format.ts';
import { escapeHtml } from './escape.ts';

export function staticSummaryHtml(report: Report): string {
  const { totals } = report;
  const rows = report.objections
    .filter((objection) => objection.objections > 0)
    .map((objection) => {
      const cells = [
        objection.name,
        formatNumber(objection.objections),
        formatShare(objection.handled, objection.judged),
      ];
      return `<tr>${[...cells, objection.recommendation].map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
    });
  return `<main class="static">
<h1>Разбор звонков</h1>
<p>${escapeHtml(formatPeriod(report.period))}. Звонков: ${totals.calls}, входящих: ${totals.incoming}, исходящих: ${totals.outgoing}.
Время разговоров: ${formatTotalTime(totals.talkMs)}. Возражений: ${totals.objections}, отработано: ${formatShare(totals.handled, totals.judged)}.</p>
<table><thead><tr><th>Возражение</th><th>Сколько</th><th>Отработано</th><th>Рекомендация</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
<p>Для графиков, фильтров и расшифровок откройте файл в браузере с включёнными скриптами.</p>
</main>`;
}
