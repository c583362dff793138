import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Report } from '#core/domain/report.ts';
import { wholeReport } from '#core/domain/report-request.ts';
import { makeXlsx, writeTables } from '#core/reporting/index.ts';
import { buildReport } from '#core/reports/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { ROOT } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { aReportCall, aReportInput } from '../../builders/report-input.ts';

const { xlsxWorker } = resourcesIn(ROOT);
const period = { from: '2026-10-01', to: '2026-10-31' };
const signal = new AbortController().signal;
const options = { xlsxWorker, signal, onProgress: () => undefined };

async function filesOf(report: Report) {
  const files = unzipSync(await makeXlsx(report, options));
  return (name: string): string => strFromU8(files[`xl/${name}.xml`] ?? new Uint8Array());
}

const reportOf = (fields: Parameters<typeof aReportCall>[0]): Report =>
  buildReport(aReportInput({ calls: [aReportCall(fields)] }));

describe('a report for Excel', () => {
  it('has a sheet for calls, quotes, categories, managers and the figures at the top', async () => {
    const text = await filesOf(buildReport(aReportInput({ calls: 230 })));
    for (const name of ['Звонки', 'Цитаты', 'Категории', 'Менеджеры', 'Обзор'])
      expect(text('workbook')).toContain(`name="${name}"`);
    expect(text('worksheets/sheet1').match(/<row /g)).toHaveLength(231);
    expect(text('sharedStrings')).toContain('Высокая цена');
  });

  it('has only what was asked for', async () => {
    const request = { ...wholeReport(period), sections: ['managers'] as const };
    const text = await filesOf(buildReport(aReportInput({ calls: 5, request })));
    expect(text('workbook')).toContain('Менеджеры');
    expect(text('workbook')).not.toContain('Звонки');
  });

  it('has bold headings that stay in sight, and columns as wide as what is in them', async () => {
    const text = await filesOf(reportOf({ nextStep: 'я'.repeat(40), client: 'я'.repeat(400) }));
    const calls = text('worksheets/sheet1');
    expect(calls).toMatch(/<pane [^>]*ySplit="1"[^>]* state="frozen"/);
    expect(calls).toContain('<col min="5" max="5" width="60" customWidth="1"/>');
    expect(calls).toContain('<col min="14" max="14" width="41" customWidth="1"/>');
    expect(calls).toMatch(/<c r="A1" s="1" t="s">/);
    expect(text('styles')).toContain('<b/>');
  });

  it('holds hostile words as text and never as a formula', async () => {
    const text = await filesOf(
      reportOf({ client: '=HYPERLINK("http://evil.example")', agent: '<script>&\u0000\uD800' }),
    );
    expect(text('worksheets/sheet1')).not.toContain('<f>');
    expect(text('sharedStrings')).toContain('=HYPERLINK(');
    expect(text('sharedStrings')).toContain('>&lt;script&gt;&amp;<');
  });

  it('holds names that JavaScript knows, and no more characters than a cell may have', async () => {
    const text = await filesOf(reportOf({ client: 'constructor', agent: '__proto__', nextStep: 'я'.repeat(40_000) }));
    expect(text('sharedStrings')).toContain('>constructor <');
    expect(text('sharedStrings')).toContain('>__proto__ <');
    expect(
      Math.max(
        ...text('sharedStrings')
          .match(/я+/g)!
          .map(({ length }) => length),
      ),
    ).toBe(32_767);
    const values = Array.from(text('worksheets/sheet1').matchAll(/<v>(.*?)<\/v>/g), ([, value]) => value);
    expect(values.filter((value) => Number.isNaN(Number(value)))).toEqual([]);
  });

  it('holds numbers as numbers', async () => {
    const text = await filesOf(reportOf({ durationMs: 61_000 }));
    expect(text('worksheets/sheet1')).toContain('<c r="F2"><v>61</v></c>');
  });
});

describe('the thread that makes an Excel file', () => {
  const report = buildReport(aReportInput({ calls: 300 }));

  /** A thread that runs this instead. */
  function another(code: string): string {
    const file = path.join(aFolder(), 'worker.mjs');
    writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${code}`);
    return file;
  }

  it('tells how many calls it has', async () => {
    const seen: number[] = [];
    const file = path.join(aFolder(), 'report.xlsx');
    const onProgress = ({ callsDone }: { callsDone: number }) => seen.push(callsDone);
    await writeTables(report, { ...options, file, format: 'xlsx', onProgress });
    expect(seen.at(-1)).toBe(300);
    expect(existsSync(file)).toBe(true);
  });

  it('ends when nobody wants the file any more, and leaves none', async () => {
    const [folder, beats] = [aFolder(), path.join(aFolder(), 'beats')];
    const silent = another(`import { appendFileSync } from 'node:fs';
      parentPort.on('message', () => undefined);
      setInterval(() => appendFileSync(${JSON.stringify(beats)}, '.'), 5);`);
    const controller = new AbortController();
    const work = { ...options, xlsxWorker: silent, signal: controller.signal };
    const writing = writeTables(report, { ...work, file: path.join(folder, 'report.xlsx'), format: 'xlsx' });
    await expect.poll(() => existsSync(beats)).toBe(true);
    controller.abort();
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    const { size } = statSync(beats);
    await setTimeout(100);
    expect([statSync(beats).size, readdirSync(folder)]).toEqual([size, []]);
  });

  it.each([
    [
      'cannot make it',
      'parentPort.on("message", () => parentPort.postMessage({ kind: "failed", error: new Error("no") }));',
    ],
    ['fails', 'throw new Error("no");'],
    ['ends', 'process.exit(3);'],
  ])('is an error in our words when it %s', async (_what, code) => {
    const folder = aFolder();
    const file = path.join(folder, 'report.xlsx');
    const writing = writeTables(report, { ...options, file, format: 'xlsx', xlsxWorker: another(code) });
    await expect(writing).rejects.toMatchObject({
      code: 'internal',
      cause: { message: expect.stringMatching(/no|code 3/) as string },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is an error in our words when its module is missing', async () => {
    const missing = path.join(aFolder(), 'missing.ts');
    await expect(makeXlsx(report, { ...options, xlsxWorker: missing })).rejects.toMatchObject({ code: 'internal' });
  });
});
