/** Reports: figures of a period, and one HTML file that shows them. */

export { buildReport } from './build-report.ts';
export { maskReport } from './mask.ts';
export { renderReportHtml } from './render-html.ts';
export { toCsv, toXlsx } from './spreadsheets.ts';
export { readReportPage } from './report-page.ts';
export type { ReportPage } from './report-page.ts';
