import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileLogger, redact } from '#core/logging/index.ts';
import { aFolder } from '../../builders/folders.ts';

describe('redaction', () => {
  it.each([
    ['https://firma.bitrix24.ru/rest/1/abc123secret/user.get.json', 'abc123secret'],
    ['https://firma.bitrix24.ru/rest/api/1/abc123secret/user.get', 'abc123secret'],
    ['GET /rest/17/abc123secret/download/?token=disk%7Cabc', 'disk%7Cabc'],
    ['{"access_token":"abc123secret"}', 'abc123secret'],
    ['auth=abc123secret&x=1', 'abc123secret'],
    ['звонок с +7 (912) 345-67-89 принят', '345'],
    ['phone 89123456789', '89123456789'],
  ])('hides the secret in %s', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('***');
  });

  it('leaves dates, hashes, durations and row ids readable', () => {
    const text = '2026-11-20T09:00:00.000Z call demo:12345 took 61234 ms sha 9f86d081884c7d659a2feaa0c55ad015';
    expect(redact(text)).toBe(text);
  });
});

describe('the log file', () => {
  it('holds one JSON object a line and no secret', () => {
    const folder = aFolder();
    createFileLogger(folder).log('warn', 'pull-failed', {
      url: 'https://x.ru/rest/1/topsecret/a',
      code: 'portal.closed',
    });
    const line = readFileSync(path.join(folder, 'razbor.log'), 'utf8').trim();
    expect(JSON.parse(line)).toMatchObject({ event: 'pull-failed', code: 'portal.closed' });
    expect(line).not.toContain('topsecret');
  });

  it('is set aside when it has grown over its limit', () => {
    const folder = aFolder();
    writeFileSync(path.join(folder, 'razbor.log'), 'x'.repeat(5_000_001));
    createFileLogger(folder).log('info', 'started');
    expect(statSync(path.join(folder, 'razbor.old.log')).size).toBe(5_000_001);
    expect(statSync(path.join(folder, 'razbor.log')).size).toBeLessThan(200);
  });
});
