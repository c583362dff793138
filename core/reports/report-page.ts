/** The built script and style of the report page. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, hasSystemCode } from '#core/errors.ts';

/** What the build makes out of `core/reports/page`. */
export interface ReportPage {
  readonly script: string;
  readonly style: string;
}

/**
 * @param folder where the build has put `report-page.js` and `report-page.css`
 * @throws AppError `file.not-found` when the page has not been built
 */
export async function readReportPage(folder: string): Promise<ReportPage> {
  try {
    const [script, style] = await Promise.all([
      readFile(path.join(folder, 'report-page.js'), 'utf8'),
      readFile(path.join(folder, 'report-page.css'), 'utf8'),
    ]);
    return { script, style };
  } catch (error) {
    if (!hasSystemCode(error, 'ENOENT')) throw error;
    throw new AppError('file.not-found', { path: 'report-page.js' }, { cause: error });
  }
}
