import { AGENT_CHANNEL_SETTING, LANGUAGE_SETTING, type App } from '#core/app.ts';
import { PROFILE_SETTING } from '#core/installed-models/index.ts';
import type { ProcessSummary } from '#core/pipeline/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openProfile } from '../profile.ts';
import { callsText, durationText, failuresText } from '../wording.ts';

interface Options extends CommonOptions {
  readonly limit?: number;
  readonly concurrency?: number;
  readonly retryFailed?: boolean;
  readonly engine?: string;
  readonly language?: string;
  readonly profile?: string;
  readonly agentChannel?: string;
}

/** `razbor process`: transcribes and analyses what is pending. */
export async function processPending(context: CommandContext, options: Options): Promise<ExitCode> {
  const summary = await context.withApp(async (app) => {
    if (options.retryFailed) app.retryFailed();
    if (options.profile !== undefined) await chooseProfile(context, app, options.profile);
    if (options.language !== undefined) app.store.settings.set(LANGUAGE_SETTING, options.language);
    if (options.agentChannel !== undefined) app.store.settings.set(AGENT_CHANNEL_SETTING, options.agentChannel);
    return runProcessing(context, app, options);
  });
  context.output.result(summary, summaryText(summary));
  return summary.failed.length > 0 ? EXIT.doneInPart : EXIT.done;
}

/** Opened here once, so that what it has to learn is learned with progress, and what it lacks is said. */
async function chooseProfile(context: CommandContext, app: App, profile: string): Promise<void> {
  const opened = await openProfile(context, profile);
  await opened.close();
  app.store.settings.set(PROFILE_SETTING, profile);
}

/** Processes with a progress line in audio time; the demo uses it too. */
export function runProcessing(
  { output, signal }: CommandContext,
  app: App,
  { limit, concurrency, engine }: Pick<Options, 'limit' | 'concurrency' | 'engine'>,
): Promise<ProcessSummary> {
  return app.process({
    signal,
    ...(limit === undefined ? {} : { limit }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(engine === undefined ? {} : { engineId: engine }),
    onProgress: ({ stage, callsDone, callsTotal, audioDoneMs, audioTotalMs }) => {
      if (stage === 'analyse') output.progress(`Разбор: ${callsText(callsDone)}`);
      else
        output.progress(
          `Расшифровка: ${callsDone} из ${callsText(callsTotal)}, ${durationText(audioDoneMs)} из ${durationText(audioTotalMs)}`,
        );
    },
  });
}

export function summaryText({ transcribed, analysed, failed }: ProcessSummary): string {
  const done =
    transcribed + analysed === 0
      ? 'Обрабатывать нечего: всё готово.'
      : `Расшифровано: ${callsText(transcribed)}. Разобрано: ${callsText(analysed)}.`;
  return failed.length === 0 ? done : `${done}\nНе удалось (${failed.length}):\n${failuresText(failed)}`;
}
