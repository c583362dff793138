import { describe, expect, it } from 'vitest';
import { dealUrl } from '#renderer/screens/call/deal-url.ts';

describe('the address of a deal', () => {
  it('lies in the portal of the call', () => {
    expect(dealUrl('portal:firma.bitrix24.ru:123', 20)).toBe('https://firma.bitrix24.ru/crm/deal/details/20/');
  });

  it('is known for calls of a portal only', () => {
    expect(dealUrl('demo:1', 20)).toBeNull();
    expect(dealUrl('portal:evil.example/x?:1', 20)).toBeNull();
  });
});
