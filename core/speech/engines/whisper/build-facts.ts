/** What whisper.cpp's program was built for. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { hasSystemCode } from '#core/errors.ts';

/** Lies beside the program; scripts/build-whisper.ts writes it. */
export const BUILD_FACTS_FILE = 'build.json';
const buildFacts = z.object({ gpu: z.enum(['vulkan', 'cuda', 'metal']).nullable() });
export type BuildFacts = z.infer<typeof buildFacts>;

/** Whether the program can use graphics cards. It is not asked itself: a bad driver would end it. */
export async function isBuiltForGpu(program: string): Promise<boolean> {
  try {
    const text = await readFile(path.join(path.dirname(program), BUILD_FACTS_FILE), 'utf8');
    return buildFacts.parse(JSON.parse(text)).gpu !== null;
  } catch (error) {
    // An older build, or none: it works without a card.
    if (hasSystemCode(error, 'ENOENT') || hasSystemCode(error, 'ENOTDIR')) return false;
    throw error;
  }
}
