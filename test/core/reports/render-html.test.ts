import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Report } from '#core/domain/report.ts';
import { buildReport, readReportPage, renderReportHtml } from '#core/reports/index.ts';
import type { ReportPage } from '#core/reports/index.ts';
import type { PageTranscript } from '#core/reports/page/page-types.ts';
import { aReportCall, aReportInput } from '../../builders/report-input.ts';

const PAGE = { script: 'console.log("page")', style: 'body{margin:0}' };

const HOSTILE = '</script><img src=x onerror=alert(1)><!-- "quotes" \'single\' & \u202Eоборот\u202C \u2028';

function hostileReport(): Report {
  return buildReport(
    aReportInput({
      period: { from: '2026-10-01', to: '2026-10-31' },
      calls: [
        aReportCall({
          agent: HOSTILE,
          client: HOSTILE,
          nextStep: HOSTILE,
          transcript: [{ speaker: 'client', startMs: 0, endMs: 10, text: HOSTILE, confidence: 1, words: [] }],
          objections: [
            {
              category: HOSTILE,
              utterance: 0,
              score: 1,
              quote: HOSTILE,
              handled: false,
              verdict: 'ignored',
              replyUtterance: null,
            },
          ],
        }),
      ],
    }),
  );
}

const htmlOf = (report: Report, page: ReportPage = PAGE): string => [...renderReportHtml(report, page)].join('');

const block = (html: string, id: string): string => new RegExp(`id="${id}">([^<]*)</script>`).exec(html)?.[1] ?? '';

describe('renderReportHtml', () => {
  it('lets no text of a call become markup', () => {
    const html = htmlOf(hostileReport());
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<!-- ');
    // The page's own three elements, and no more.
    expect(html.match(/<\/script>/g)).toHaveLength(3);
    expect(JSON.parse(block(html, 'report-data'))).toMatchObject({ calls: [{ agent: HOSTILE, client: HOSTILE }] });
  });

  it('carries the transcripts complete, packed into letters that mean nothing in HTML', () => {
    const report = buildReport(
      aReportInput({ calls: [...hostileReport().calls, ...aReportInput({ calls: 300 }).calls] }),
    );
    const packed = block(htmlOf(report), 'report-transcripts');
    expect(packed).toMatch(/^[A-Za-z0-9+/=\n]+$/);
    const blocks = packed.trim().split('\n');
    expect(blocks.length).toBeGreaterThan(1);
    const transcripts = blocks.flatMap(
      (text) => JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString()) as PageTranscript[],
    );
    expect(transcripts).toHaveLength(301);
    const hostile = report.calls.findIndex(({ agent }) => agent === HOSTILE);
    expect(transcripts[hostile]).toEqual({ speakers: 'c', starts: [0], texts: [HOSTILE] });
  });

  it('permits its own script and style by their hashes and nothing else', () => {
    const html = htmlOf(buildReport(aReportInput({ calls: 1 })));
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'sha256-${hash(PAGE.script)}'`);
    expect(policy).toContain(`style-src 'sha256-${hash(PAGE.style)}'`);
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('is not cut short by an end tag inside the script', () => {
    const html = htmlOf(buildReport(aReportInput({ calls: 1 })), {
      ...PAGE,
      script: 'const s = "</script>"',
    });
    expect(html).toContain('const s = "<\\/script>"');
  });

  it('tells the main figures to readers without scripts', () => {
    const html = htmlOf(buildReport(aReportInput({ calls: 3 })));
    expect(/<noscript>([^]*)<\/noscript>/.exec(html)?.[1]).toContain('Звонков: 3');
  });

  it('keeps a thousand calls under three megabytes', () => {
    const html = htmlOf(buildReport(aReportInput({ calls: 1000 })), {
      script: 'x'.repeat(200_000),
      style: '',
    });
    expect(Buffer.byteLength(html)).toBeLessThan(3_000_000);
  });
});

describe('readReportPage', () => {
  it('says that the page has not been built', async () => {
    await expect(readReportPage('/nowhere')).rejects.toMatchObject({ code: 'file.not-found' });
  });
});
