import { expect, it } from 'vitest';
import { soakPortal } from '../../fakes/portal-soak.ts';

it(
  'every recording arrives once, with every fifth request failing and the process killed twice',
  {
    timeout: 120_000,
  },
  async () => {
    const result = await soakPortal({ calls: 300, kills: 2, faultShare: 0.2, seed: 11, speed: 400 });
    expect(result).toMatchObject({ kills: 2, recordings: 289 });
  },
);
