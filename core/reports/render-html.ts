/** One HTML file that shows a report: no network, nothing executable but the page's own script. */

import { createHash } from 'node:crypto';
import type { Report } from '#core/domain/report.ts';
import { formatPeriod } from '#core/texts/format.ts';
import { escapeHtml, escapeScriptJson } from './escape.ts';
import { packTranscripts, toPageCall } from './page-data.ts';
import { jsonPieces } from './report-json.ts';
import type { ReportPage } from './report-page.ts';
import { staticSummaryHtml } from './static-summary.ts';

/**
 * @param page the built script and style, see `readReportPage`
 * @returns a complete HTML document, in pieces. Its policy forbids every request and every script but the one whose hash
 *   it names, also when the file is opened from disk.
 */
export function* renderReportHtml(report: Report, page: ReportPage): Generator<string> {
  // An end tag or a comment mark inside the script's own strings would cut it short.
  const script = page.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const policy = [
    "default-src 'none'",
    `script-src '${sha256(script)}'`,
    `style-src '${sha256(page.style)}'`,
    'img-src data:',
    'media-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  yield `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Razbor">
<title>Разбор звонков: ${escapeHtml(formatPeriod(report.period))}</title>
<link rel="icon" href="data:,">
<style>${page.style}</style>
</head>
<body>
<div id="app"></div>
<noscript>${staticSummaryHtml(report)}</noscript>
<script type="application/json" id="report-data">`;
  // What was left out of the report is not in the file either.
  const calls = report.request.sections.includes('calls') ? report.calls : [];
  for (const piece of jsonPieces({ ...report, calls }, toPageCall)) yield escapeScriptJson(piece);
  yield '</script>\n<script type="text/plain" id="report-transcripts">';
  if (report.request.sections.includes('transcripts')) yield* packTranscripts(calls);
  yield `</script>
<script>${script}</script>
</body>
</html>
`;
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
