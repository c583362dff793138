import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { makeXlsx } from '#core/make-xlsx.ts';
import { buildReport } from '#core/reports/index.ts';
import { buildTarget } from '../../scripts/build.ts';
import { ROOT } from '../builders/cli.ts';
import { aReportInput } from '../builders/report-input.ts';

it('Excel files are made by the built thread of the desktop application too', async () => {
  await buildTarget('electron');
  const xlsxWorker = path.join(ROOT, 'dist', 'electron', 'xlsx-worker.js');
  const signal = new AbortController().signal;
  const file = await makeXlsx(buildReport(aReportInput({ calls: 30 })), {
    xlsxWorker,
    signal,
    onProgress: () => undefined,
  });
  expect(Object.keys(unzipSync(file))).toContain('xl/worksheets/sheet5.xml');
}, 120_000);
