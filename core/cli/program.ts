/** The command line: names, options and exit codes (interfaces.md). */

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isDay } from '#core/domain/period.ts';
import { WRITE_ACTIONS, type WriteAction } from '#core/domain/write-back.ts';
import { causeText, toAppError } from '#core/errors.ts';
import { createContext, type CommandContext, type CommonOptions, type Environment } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { createOutput } from './output.ts';
import { HELP_IN_RUSSIAN, complaintInRussian } from './usage-words.ts';

/** @returns the exit code; never throws for anything a user can cause */
export async function runCli(environment: Environment): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = describeProgram(environment, (code) => (exitCode = code));
  try {
    await program.parseAsync(environment.argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
  }
}

/** A command's work: gets the context, its options and its arguments. */
type Work<Options> = (context: CommandContext, options: Options, args: string[]) => Promise<ExitCode>;

/** Loads a command's module when it is asked for: nobody waits for the portal's client to see the help. */
type Load<Options> = () => Promise<Work<Options>>;

function describeProgram(environment: Environment, setExitCode: (code: ExitCode) => void): Command {
  const program = new Command('razbor')
    .description(
      'Разбор звонков: записи разговоров из Битрикс24 — в текст, возражения и отчёты. Всё остаётся на этом компьютере.',
    )
    .usage('<команда> [параметры]')
    .helpOption('-h, --help', 'показать справку')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => environment.stdout.write(text),
      writeErr: (text) => environment.stderr.write(text),
      outputError: (text, write) => write(complaintInRussian(text)),
    })
    .configureHelp(HELP_IN_RUSSIAN);

  /** New commands with the options that all share. */
  const commandOf =
    (parent: Command) =>
    <Options extends CommonOptions>(name: string, description: string, load: Load<Options>): Command =>
      parent
        .command(name)
        .description(description)
        .helpOption('-h, --help', 'показать справку')
        .option('--data <папка>', 'папка данных')
        .option('--json', 'один документ JSON на стандартный вывод, сообщения — в поток ошибок')
        .action(async (...received: unknown[]) => {
          const self = received.at(-1) as Command;
          setExitCode(await runWork(environment, self, load as Load<CommonOptions>));
        });
  const command = commandOf(program);

  command(
    'demo',
    'показать всё на двенадцати учебных звонках, без сети',
    async () => (await import('./commands/demo.ts')).demo,
  )
    .option('--out <папка>', 'куда записать report.html и report.json')
    .option('--no-open', 'не открывать отчёт в браузере');
  command('pull', 'загрузить звонки и записи из Битрикс24', async () => (await import('./commands/pull.ts')).pull)
    .option('--from <день>', 'первый день, ГГГГ-ММ-ДД; без дней — новое с прошлого раза', day)
    .option('--to <день>', 'последний день, ГГГГ-ММ-ДД', day)
    .option('--portal <вебхук>', 'адрес входящего вебхука (или переменная RAZBOR_WEBHOOK)')
    .option('--ca <файл>', 'сертификат своего удостоверяющего центра (PEM) для коробочного портала')
    .option('--transcripts', 'загрузить и расшифровки, которые сделал сам портал')
    .option('--accept-move', 'портал переехал, новый адрес верный')
    .option(
      '--source <источник>',
      'portal — Битрикс24; voximplant — история звонков Voximplant (RAZBOR_VOXIMPLANT_ACCOUNT и RAZBOR_VOXIMPLANT_KEY)',
      source,
      'portal',
    );
  command(
    'connect',
    'проверить вебхук Битрикс24 и запомнить его для этой папки данных',
    async () => (await import('./commands/connect.ts')).connect,
  )
    .option('--portal <вебхук>', 'адрес входящего вебхука (или переменная RAZBOR_WEBHOOK)')
    .option('--ca <файл>', 'сертификат своего удостоверяющего центра (PEM) для коробочного портала')
    .option('--check-only', 'только проверить')
    .option('--accept-move', 'портал переехал, новый адрес верный')
    .option('--forget', 'удалить сохранённый ключ; звонки останутся');
  command(
    'write-back',
    'записать найденное в Битрикс24: без --confirm только показать, что будет записано',
    async () => (await import('./commands/write-back.ts')).writeBack,
  )
    .requiredOption('--actions <список>', 'через запятую: transcript, comment, todo', writeActions)
    .option('--confirm', 'разрешить эти действия и записать');
  command(
    'import',
    'добавить файлы и папки с записями',
    async () => (await import('./commands/import.ts')).importRecordings,
  )
    .argument('<пути...>', 'файлы и папки')
    .option('--pattern <шаблон>', 'как устроены имена: auto, none, имя готового шаблона или свой в фигурных скобках')
    .option('--managers <список>', 'имена по внутренним номерам: 101=Олег,102=Анна или файл')
    .option('--preview', 'только показать, что видно из имён')
    .option('--watch', 'следить за папкой и добавлять новое, пока не остановят')
    .option('--process', 'вместе с --watch: сразу расшифровывать и разбирать')
    .option('--settle <секунды>', 'вместе с --watch: сколько файл не должен расти, чтобы считаться готовым (10)', count)
    .option('--poll', 'вместе с --watch: проверять самому, если сетевой диск не сообщает о новых файлах');
  command(
    'process',
    'расшифровать и разобрать всё, что ждёт обработки',
    async () => (await import('./commands/process.ts')).processPending,
  )
    .option('--limit <число>', 'не больше стольких звонков', count)
    .option('--concurrency <число>', 'сколько звонков расшифровывать одновременно', count)
    .option('--retry-failed', 'попробовать снова и те, что не удались')
    .option('--engine <имя>', 'движок распознавания; запоминается для этой папки данных')
    .option('--profile <имя>', 'разбор текстов: bundled или accurate; запоминается для этой папки данных')
    .option('--language <код>', 'на каком языке говорят, для Whisper: ru, en, … или auto; запоминается', language)
    .addOption(agentChannel('где в стерео менеджер; запоминается для этой папки данных'));
  command('report', 'записать отчёт за период', async () => (await import('./commands/report.ts')).report)
    .requiredOption('--from <день>', 'первый день, ГГГГ-ММ-ДД', day)
    .requiredOption('--to <день>', 'последний день, ГГГГ-ММ-ДД', day)
    .requiredOption('--out <файл>', 'куда записать: .html (рядом ляжет .json), .csv или .xlsx')
    .option('--mask', 'скрыть телефоны, почту, документы и имена клиентов')
    .option('--agent <id>', 'только звонки этого менеджера')
    .option('--no-transcripts', 'без расшифровок')
    .option('--clips', 'со звуком: короткие отрывки с возражениями');
  command('transcribe', 'расшифровать один файл', async () => (await import('./commands/transcribe.ts')).transcribe)
    .argument('<файл>', 'запись разговора')
    .option('--engine <имя>', 'движок распознавания')
    .option('--language <код>', 'на каком языке говорят, для Whisper: ru, en, … или auto', language)
    .option('--direction <in|out>', 'кто звонил: in — клиент, out — менеджер', direction)
    .option('--vocabulary <файл>', 'свои слова из файла .json или .csv; без параметра — словарь папки с данными')
    .option('--no-vocabulary', 'без своих слов')
    .addOption(agentChannel('где в стерео менеджер'));
  command(
    'classify',
    'найти возражения, темы и тональность в текстах звонков',
    async () => (await import('./commands/classify.ts')).classify,
  )
    .requiredOption('--input <файл>', 'звонки, по одному в строке (JSONL)')
    .requiredOption('--output <файл>', 'куда записать результат (JSONL)')
    .option('--profile <имя>', 'bundled или accurate', 'bundled')
    .option('--categories <файл>', 'файл категорий: свои добавляются к встроенным, выключенные не ищутся');
  command(
    'suggest',
    'предложить новые категории из возражений вне категорий',
    async () => (await import('./commands/suggest.ts')).suggest,
  )
    .requiredOption('--input <файл>', 'звонки, по одному в строке (JSONL)')
    .requiredOption('--output <файл>', 'куда записать предложения (JSON)');
  command('eval', 'измерить качество на размеченных звонках', async () => (await import('./commands/eval.ts')).evaluate)
    .requiredOption('--input <файл>', 'размеченные звонки (JSONL)')
    .option('--profile <имя>', 'bundled или accurate', 'bundled');
  command(
    'serve',
    'открыть Разбор в браузере на этом компьютере',
    async () => (await import('./commands/serve.ts')).serve,
  )
    .option('--port <номер>', 'порт на 127.0.0.1; 0 или без параметра — любой свободный', port)
    .option('--open', 'сразу открыть в браузере')
    .option('--demo', 'сначала подготовить учебные звонки');
  describeModels(program, commandOf);
  describeVocabulary(program, commandOf);
  describeCategories(program, commandOf);
  return program;
}

type CommandOf = (
  parent: Command,
) => <Options extends CommonOptions>(name: string, description: string, load: Load<Options>) => Command;

function describeCategories(program: Command, commandOf: CommandOf): void {
  const categories = program
    .command('categories')
    .description('категории возражений: список, загрузка из файла, сохранение в файл')
    .usage('<действие> [параметры]')
    .helpOption('-h, --help', 'показать справку')
    .helpCommand(false);
  const command = commandOf(categories);
  const load = () => import('./commands/categories.ts');
  command('list', 'категории и сколько звонков в каждой', async () => (await load()).listCategories);
  command('import', 'добавить категории из файла', async () => (await load()).importFrom).argument('<файл>', 'JSON');
  command('export', 'сохранить все категории в файл', async () => (await load()).exportTo).argument('<файл>', 'JSON');
}

function describeModels(program: Command, commandOf: CommandOf): void {
  const models = program
    .command('models')
    .description('модели: список, установка, перенос с флешки, проверка, удаление')
    .usage('<действие> [параметры]')
    .helpOption('-h, --help', 'показать справку')
    .helpCommand(false);
  const command = commandOf(models);
  const load = () => import('./commands/models.ts');
  command('list', 'какие модели есть и какие установлены', async () => (await load()).listModels);
  command('install', 'загрузить и установить модель', async () => (await load()).install)
    .argument('<имя>', 'имя из списка')
    .option('--hub <адрес>', 'откуда скачивать модели вместо huggingface.co');
  command('import', 'установить модель из файла или папки, без сети', async () => (await load()).importFrom)
    .argument('<путь>', 'файл модели или папка с её файлами')
    .option('--id <имя>', 'какая это модель, если по файлам не понять');
  command('verify', 'проверить файлы установленных моделей', async () => (await load()).verify).argument(
    '[имя]',
    'только эту модель',
  );
  command('remove', 'удалить модель', async () => (await load()).remove).argument('<имя>', 'имя из списка');
}

function describeVocabulary(program: Command, commandOf: CommandOf): void {
  const vocabulary = program
    .command('vocabulary')
    .description('свой словарь: названия, имена и то, как их слышит распознавание')
    .usage('<действие> [параметры]')
    .helpOption('-h, --help', 'показать справку')
    .helpCommand(false);
  const command = commandOf(vocabulary);
  const load = () => import('./commands/vocabulary.ts');
  command('list', 'показать словарь', async () => (await load()).listWords);
  command('import', 'взять слова из файла .json или .csv', async () => (await load()).importWords)
    .argument('<файл>', 'файл словаря')
    .option('--add', 'добавить к тому, что есть, а не заменить');
  command('export', 'записать словарь в файл .json или .csv', async () => (await load()).exportWords).argument(
    '<файл>',
    'куда записать',
  );
  command('clear', 'убрать все слова; тексты станут такими, как распознаны', async () => (await load()).clearWords);
}

/** Runs a command; an error becomes a message and an exit code. */
async function runWork(environment: Environment, self: Command, load: Load<CommonOptions>): Promise<ExitCode> {
  const options = self.opts<CommonOptions>();
  const output = createOutput({ ...environment, now: () => environment.clock.now() }, options.json === true);
  const context = createContext(environment, output, options);
  try {
    const work = await load();
    return await work(context, options, self.args);
  } catch (thrown) {
    const error = environment.signal.aborted ? toAppError(environment.signal.reason) : toAppError(thrown);
    if (error.code === 'internal') context.logger().log('error', 'internal-error', { cause: causeText(error) });
    output.fail(error);
    return error.code === 'job.cancelled' ? EXIT.cancelled : EXIT.failed;
  }
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('Нужен день вида 2026-11-20.');
}

function writeActions(text: string): WriteAction[] {
  const names = text.split(',').map((name) => name.trim());
  const known = WRITE_ACTIONS.filter((action) => names.includes(action));
  if (known.length > 0 && known.length === new Set(names).size) return known;
  throw new InvalidArgumentError(`Можно: ${WRITE_ACTIONS.join(', ')}.`);
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Нужно целое число больше нуля.');
}

function port(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= 0 && number < 65_536) return number;
  throw new InvalidArgumentError('Нужен номер порта от 1 до 65535 или 0 — любой свободный.');
}

const agentChannel = (description: string): Option =>
  new Option('--agent-channel <auto|left|right>', description).choices(['auto', 'left', 'right']);

function source(text: string): string {
  if (text === 'portal' || text === 'voximplant') return text;
  throw new InvalidArgumentError('Нужно portal или voximplant.');
}

function direction(text: string): string {
  if (text === 'in' || text === 'out') return text;
  throw new InvalidArgumentError('Нужно in или out.');
}

function language(text: string): string {
  if (/^(?:[a-z]{2}|auto)$/.test(text)) return text;
  throw new InvalidArgumentError('Нужен код языка из двух букв, например ru, или auto.');
}
