import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CheckVerdict, ConnectionCheck } from '#core/domain/connection.ts';
import { AppError } from '#core/errors.ts';
import { errorSentence } from '#core/texts/errors.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { connectionOf, givenWebhook, type PortalChoice } from '../portal-source.ts';

interface Options extends CommonOptions, PortalChoice {
  readonly checkOnly?: boolean;
  readonly acceptMove?: boolean;
  readonly forget?: boolean;
}

/** `razbor connect`: finds out what a webhook can do, and keeps it for the data folder; or forgets the one that is kept. */
export async function connect(context: CommandContext, options: Options): Promise<ExitCode> {
  const { output, signal } = context;
  return await context.withApp(async (app) => {
    const connection = connectionOf(context, app);
    if (options.forget) {
      await connection.disconnect();
      output.result({ connected: false }, 'Ключ портала удалён. Звонки остались на этом компьютере.');
      return EXIT.done;
    }
    const webhookUrl = givenWebhook(context, options);
    const caPem = options.ca === undefined ? undefined : await readPem(options.ca);
    output.progress('Спрашиваем портал…');
    const stop = (): void => connection.cancelCheck();
    signal.addEventListener('abort', stop, { once: true });
    const check = await connection.check({ webhookUrl, caPem, acceptsMove: options.acceptMove === true });
    const isSaving = check.canSave && !options.checkOnly && (check.movedTo === null || options.acceptMove === true);
    if (isSaving) await connection.save({ acceptsMove: options.acceptMove === true });
    output.result(
      { ...check, connected: isSaving },
      [
        ...(check.movedTo !== null && check.movedTo !== check.host ? [] : checkLines(check)),
        endLine(check, isSaving),
      ].join('\n'),
    );
    return check.canSave ? EXIT.done : EXIT.failed;
  });
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(path.resolve(file), 'utf8');
  } catch (error) {
    throw new AppError('file.not-found', { path: path.basename(file) }, { cause: error });
  }
}

const COVERAGE: Readonly<Record<ConnectionCheck['coverage'], string>> = {
  all: 'видны звонки всех сотрудников',
  some: 'видны звонки не только свои, но, возможно, не все: вебхук создал не администратор',
  own: 'видны только звонки владельца вебхука: создайте вебхук от имени администратора',
  unknown: 'звонков пока нет, проверить не на чем',
};

function checkLines(check: ConnectionCheck): string[] {
  const { user, statistics, recordings, coverage, missingScopes, missingOptionalScopes } = check;
  const lines = [
    `Портал: ${check.host}. Владелец вебхука: ${user.name}${user.isAdmin ? ', администратор' : ''}.`,
    `1. Статистика звонков: ${verdictText(statistics)}`,
    `2. Чьи звонки: ${COVERAGE[coverage]}`,
    `3. Записи разговоров: ${verdictText(recordings)}`,
  ];
  if (missingScopes.length > 0) lines.push(`Не хватает разрешений вебхука: ${missingScopes.join(', ')}.`);
  if (missingOptionalScopes.length > 0)
    lines.push(`Желательные разрешения (имена, клиенты, сделки): ${missingOptionalScopes.join(', ')}.`);
  return lines;
}

const verdictText = ({ isOk, error }: CheckVerdict): string =>
  isOk ? 'доступно' : error ? errorSentence(error) : 'проверить не на чем';

function endLine({ movedTo, canSave }: ConnectionCheck, isSaved: boolean): string {
  if (isSaved) return 'Подключение сохранено. Дальше: razbor pull';
  if (!canSave) return 'Подключение не сохранено: звонков с таким вебхуком не получить.';
  if (movedTo !== null)
    return `Портал теперь отвечает по адресу ${movedTo}. Если адрес верный, повторите с --accept-move: до этого ключ туда не отправляется.`;
  return 'Подключение не сохранено: это была только проверка.';
}
