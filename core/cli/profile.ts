/** The language analysis that a command asked for. */

import { AppError } from '#core/errors.ts';
import { errorSentence } from '#core/texts/errors.ts';
import { openAnalyser, PROFILES, type OpenedAnalyser } from '#core/installed-models/index.ts';
import type { CommandContext } from './context.ts';

/** Says what the accurate profile lacks. @throws input.invalid for another name than bundled or accurate */
export async function openProfile(context: CommandContext, name: string): Promise<OpenedAnalyser> {
  const { output, resources, dataDir, signal } = context;
  const profile = PROFILES.find((known) => known === name);
  if (!profile) throw new AppError('input.invalid', { reason: 'Профиль: bundled или accurate.' });
  const opened = await openAnalyser({
    resources,
    dataDir,
    profile,
    signal,
    onLearning: (fraction) => output.progress(`Точный профиль готовится: ${Math.round(fraction * 100)} %`),
  });
  for (const { model, error } of opened.missing) output.say(`${model}: ${errorSentence(error)}`);
  if (opened.profile !== profile) output.say('Точный профиль не готов, работает встроенный.');
  return opened;
}
