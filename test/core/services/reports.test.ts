import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Report } from '#core/domain/report.ts';
import { wholeReport } from '#core/domain/report-request.ts';
import { aReportInput } from '../../builders/report-input.ts';
import { fakeServices } from '../../fakes/app-services.ts';

const input = aReportInput({ calls: 60 });

async function someReports() {
  const services = await fakeServices(input);
  onTestFinished(() => services.dispose());
  return { reports: services.reports, services };
}
const read = (file: { path: string } | null): string => readFileSync(file!.path, 'utf8');

describe('reports', () => {
  it('hold the calls of one manager when only they are wanted', async () => {
    const { reports } = await someReports();
    const agent = input.calls[0]!.agent!;
    const own = input.calls.filter((call) => call.agent === agent).length;
    const stored = await reports.build({ ...wholeReport(input.period), filter: { agentId: agent } });
    const report = JSON.parse(read(await reports.file(stored.id, 'json'))) as Report;
    expect([stored.calls, report.calls.length, report.managers.map((manager) => manager.agent)]).toEqual([
      own,
      own,
      [agent],
    ]);
  });

  it('score calls by the active checklist', async () => {
    const { reports } = await someReports();
    const { id } = await reports.build(wholeReport(input.period));
    const report = JSON.parse(read(await reports.file(id, 'json'))) as Report;
    const scores = report.calls.flatMap(({ score }) => score ?? []);
    expect(scores.length).toBeGreaterThan(10);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
    expect(report.managers.some(({ score }) => score !== null)).toBe(true);
  });

  it('leave out transcripts, and hide what is not for others, in every format', async () => {
    const { reports } = await someReports();
    const { id } = await reports.build({
      ...wholeReport(input.period),
      sections: ['calls', 'objections'],
      masking: 'safe',
    });
    const report = JSON.parse(read(await reports.file(id, 'json'))) as Report;
    expect(report.calls.every(({ transcript }) => transcript.length === 0)).toBe(true);
    const csv = await reports.file(id, 'csv');
    expect(csv).toMatchObject({
      contentType: 'text/csv; charset=utf-8',
      downloadName: 'razbor-2026-10-01-2026-10-31.csv',
    });
    for (const name of new Set(input.calls.map(({ client }) => client))) {
      if (name !== null && name.length > 4) expect(read(csv)).not.toContain(name);
    }
  });

  it('carry pieces of the recordings when asked, and say how far the cutting is', async () => {
    const { reports, services } = await someReports();
    for (const call of input.calls) await services.calls.recordingFile(call.id);
    const seen: number[] = [];
    const stop = reports.onChange(() => seen.push(reports.building()?.callsDone ?? -1));
    const { id } = await reports.build({ ...wholeReport(input.period), withClips: true });
    stop();
    const report = JSON.parse(read(await reports.file(id, 'json'))) as Report;
    const clips = report.calls.flatMap((call) => call.clips ?? []);
    expect(clips).toHaveLength(30);
    expect(clips[0]!.url).toMatch(/^data:audio\/wav;base64,UklGR/);
    expect(seen.at(-1)).toBe(-1);
    expect(Math.max(...seen)).toBeGreaterThan(5);
  });

  it('are made one at a time, and not at all when cancelled', async () => {
    const { reports, services } = await someReports();
    for (const call of input.calls) await services.calls.recordingFile(call.id);
    const first = reports.build({ ...wholeReport(input.period), withClips: true });
    await expect(reports.build(wholeReport(input.period))).rejects.toMatchObject({ code: 'input.invalid' });
    reports.cancel();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect([reports.list(), reports.building()]).toEqual([[], null]);
  });

  it.each(['calls', 'files'] as const)('leave nothing behind when cancelled during «%s»', async (stage) => {
    const { reports, services } = await someReports();
    const seen = new Set<string>();
    reports.onChange(() => {
      const build = reports.building();
      if (build) seen.add(build.stage);
      if (build?.stage === stage) reports.cancel();
    });
    await expect(reports.build(wholeReport(input.period))).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen.has(stage)).toBe(true);
    const folder = path.join(services.dataDir, 'reports');
    expect([reports.list(), existsSync(folder) ? readdirSync(folder) : []]).toEqual([[], []]);
  });

  it.each(['csv', 'xlsx'] as const)('are made into %s in view of whoever waits, and once', async (format) => {
    const { reports } = await someReports();
    const { id } = await reports.build(wholeReport(input.period));
    const seen: [number, number][] = [];
    const onProgress = (...progress: [number, number]): void => void seen.push(progress);
    const { signal } = new AbortController();
    await reports.prepare(id, format, { signal, onProgress });
    expect(seen.at(-1)).toEqual([input.calls.length, input.calls.length]);
    const made = await reports.file(id, format);
    const { mtimeMs } = statSync(made!.path);
    seen.length = 0;
    await reports.prepare(id, format, { signal, onProgress });
    await reports.file(id, format);
    expect([seen, statSync(made!.path).mtimeMs]).toEqual([[], mtimeMs]);
    rmSync(made!.path);
    expect(read(await reports.file(id, format)).length).toBeGreaterThan(100);
  });

  it('are not made into a table that nobody waits for any more, and are when somebody asks again', async () => {
    const { reports, services } = await someReports();
    const { id } = await reports.build(wholeReport(input.period));
    const [one, another] = [new AbortController(), new AbortController()];
    const prepare = ({ signal }: AbortController) =>
      reports.prepare(id, 'xlsx', { signal, onProgress: () => undefined });
    const [left, stayed] = [prepare(one), prepare(another)];
    one.abort();
    expect(await Promise.allSettled([left, stayed])).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled' }]);
    await reports.remove(id);

    const { id: next } = await reports.build(wholeReport(input.period));
    const last = new AbortController();
    const given = reports.prepare(next, 'xlsx', { signal: last.signal, onProgress: () => undefined });
    await Promise.resolve();
    last.abort();
    const again = reports.prepare(next, 'xlsx', { signal: another.signal, onProgress: () => undefined });
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    await again;
    expect(readdirSync(path.join(services.dataDir, 'reports')).toSorted()).toEqual(
      ['html', 'json', 'xlsx'].map((format) => `${next}.${format}`),
    );
  });

  it('go with all their files when deleted', async () => {
    const { reports } = await someReports();
    const { id } = await reports.build(wholeReport(input.period));
    await reports.file(id, 'xlsx');
    await reports.remove(id);
    expect([reports.list(), await reports.file(id)]).toEqual([[], null]);
    await reports.remove('../../razbor');
  });

  it('take a spreadsheet that is being written with them', async () => {
    const { reports, services } = await someReports();
    const { id } = await reports.build(wholeReport(input.period));
    const saving = reports.file(id, 'xlsx');
    const [saved] = await Promise.allSettled([saving, reports.remove(id)]);
    expect(saved).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect(readdirSync(path.join(services.dataDir, 'reports'))).toEqual([]);
  });
});
