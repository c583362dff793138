import type { WriteAction, WriteBackPreview, WriteBackResult } from '#core/domain/write-back.ts';
import { AppError } from '#core/errors.ts';
import { createWriteBack } from '#core/services/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { connectionOf } from '../portal-source.ts';
import { callsText } from '../wording.ts';

interface Options extends CommonOptions {
  readonly actions: readonly WriteAction[];
  readonly confirm?: boolean;
}

/** `razbor write-back`: shows what would be written into the portal; with `--confirm` agrees to it and writes. */
export async function writeBack(context: CommandContext, { actions, confirm }: Options): Promise<ExitCode> {
  const { output, clock, signal } = context;
  return await context.withApp(async (app) => {
    const connection = connectionOf(context, app);
    const service = createWriteBack(app, connection, { clock, logger: context.logger() });
    if (!confirm) {
      const preview = await service.preview(actions);
      output.result({ ...preview, confirmed: false }, previewText(preview));
      return EXIT.done;
    }
    for (const action of actions) service.confirm(action, true);
    service.onChange(() => {
      const { progress } = service.state();
      if (progress && progress.total > 0) output.progress(`Запись в портал: ${progress.done} из ${progress.total}`);
    });
    signal.addEventListener('abort', () => void service.cancel(), { once: true });
    const result = await service.run();
    const { troubled } = service.state();
    if (result.error) throw AppError.fromData(result.error);
    output.result({ ...result, confirmed: true, troubled }, resultText(result));
    return result.failed + result.unclear > 0 ? EXIT.doneInPart : EXIT.done;
  });
}

const NAMES: Readonly<Record<WriteAction, string>> = {
  transcript: 'расшифровок к звонкам',
  comment: 'комментариев с возражениями и следующим шагом',
  todo: 'дел по следующему шагу',
};

function previewText({ calls, writes, samples }: WriteBackPreview): string {
  const counts = Object.entries(writes).filter(([, count]) => count > 0);
  if (calls === 0) return 'Записывать нечего: всё уже в портале или разобранных звонков за 30 дней нет.';
  const lines = counts.map(([action, count]) => `  ${NAMES[action as WriteAction]}: ${count}`);
  const texts = samples.flatMap(({ requests }) =>
    requests.flatMap((request) =>
      request.action === 'comment' ? [`  «${request.text.replaceAll('\n', ' / ')}»`] : [],
    ),
  );
  return [
    `Было бы записано (${callsText(calls)} за 30 дней):`,
    ...lines,
    ...(texts.length > 0 ? ['Например:', ...texts] : []),
    'Ничего не записано. Чтобы записать, повторите с --confirm.',
  ].join('\n');
}

function resultText({ written, found, unclear, failed }: WriteBackResult): string {
  const lines = [`Записано в портал: ${written}.`];
  if (found > 0) lines.push(`Уже было в портале: ${found}.`);
  if (unclear > 0) lines.push(`Ответ потерялся, повторно не отправляется: ${unclear}.`);
  if (failed > 0) lines.push(`Портал отказал: ${failed}.`);
  return lines.join('\n');
}
