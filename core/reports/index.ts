/** Reports: figures of a period, and one HTML file that shows them. */

export { buildingReport, buildReport } from './build-report.ts';
export { maskCall, maskRequest } from './mask.ts';
export { renderReportHtml } from './render-html.ts';
export { toCsv } from './csv.ts';
export { readReportFigures, reportJson } from './report-json.ts';
export { readReportPage } from './report-page.ts';
export { xlsxPieces } from './xlsx-pieces.ts';
export type { ReportPage } from './report-page.ts';
export type { XlsxReply } from './xlsx-pieces.ts';
