import { _electron } from 'playwright-core';
import { expect, it } from 'vitest';
import { buildTarget } from '../../scripts/build.ts';
import { electronBinary } from '../../scripts/electron-binary.ts';
import { ROOT } from '../builders/cli.ts';
import { aFolder } from '../builders/folders.ts';

const binary = electronBinary(ROOT);
if (binary === null) console.warn('Electron’s binary is not installed: the test of the real window is skipped.');

it.skipIf(binary === null)(
  'the desktop window opens over a core of its own and shows the calls',
  async () => {
    for (const target of ['web', 'report', 'electron'] as const) await buildTarget(target);
    const data = aFolder();
    const application = await _electron.launch({
      executablePath: binary!,
      args: [ROOT, ...(process.platform === 'linux' ? ['--no-sandbox'] : [])],
      env: { ...process.env, XDG_DATA_HOME: data, LOCALAPPDATA: data, HOME: data },
    });
    try {
      const page = await application.firstWindow();
      await page.getByRole('navigation').waitFor();
      expect(new URL(page.url()).protocol).toBe('app:');
      const hasNode = await page.evaluate(() => 'require' in globalThis || 'process' in globalThis);
      expect(hasNode).toBe(false);
    } finally {
      await application.close();
    }
  },
  120_000,
);
