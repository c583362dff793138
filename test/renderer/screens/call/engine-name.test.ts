import { describe, expect, it } from 'vitest';
import { engineName } from '#renderer/screens/call/engine-name.ts';

const KNOWN = {
  bundledEngineId: 'bundled-ru-8k',
  models: [{ id: 'gigaam-v3-ctc', title: { ru: 'GigaAM, сжатая', en: 'GigaAM, compressed' } }],
};
const nameOf = (id: string, known: typeof KNOWN | null = KNOWN) =>
  engineName({ id, version: '382f5a22774e+1' }, known, { bundled: 'Встроенная модель', localText: ({ ru }) => ru });

describe('the name of what made a transcript', () => {
  it('is the title of the model, not its id', () => {
    expect(nameOf('bundled-ru-8k')).toBe('Встроенная модель');
    expect(nameOf('gigaam-v3-ctc')).toBe('GigaAM, сжатая');
  });

  it('is the id and version where the model is not known', () => {
    expect(nameOf('removed-by-hand')).toBe('removed-by-hand 382f5a22774e+1');
    expect(nameOf('gigaam-v3-ctc', null)).toBe('gigaam-v3-ctc 382f5a22774e+1');
  });
});
