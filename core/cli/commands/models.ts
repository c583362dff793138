import path from 'node:path';
import {
  findModel,
  importModel,
  installedIds,
  installModel,
  modelBytes,
  openHub,
  readCatalog,
  removeModel,
  verifyModel,
  type CatalogModel,
  type PlaceOptions,
  type Verification,
} from '#core/model-files/index.ts';
import { installedModelsDir, isForTexts, isRunnable, isUsable, tryModel } from '#core/installed-models/index.ts';
import { AppError } from '#core/errors.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { proxiesBeside } from '../way-out.ts';

const TASK_TITLES: Readonly<Record<CatalogModel['task'], string>> = {
  speech: 'Речь в текст',
  'voice-activity': 'Поиск речи в записи',
  punctuation: 'Знаки препинания',
  diarization: 'Кто говорит (записи с одним каналом)',
  embedding: 'Сравнение фраз по смыслу',
  sentiment: 'Тональность',
};

/** `razbor models list`: what can be installed, and what is. */
export async function listModels({ output, resources, dataDir }: CommandContext): Promise<ExitCode> {
  const catalog = await readCatalog(resources.modelCatalog);
  const installed = new Set(await installedIds(installedModelsDir(dataDir)));
  const models = catalog.map((model) => ({
    ...model,
    title: model.title.ru,
    description: model.description.ru,
    sizeBytes: modelBytes(model),
    isInstalled: installed.has(model.id),
    isUsed: isUsable(model),
  }));
  const byTask = Map.groupBy(models, ({ task }) => task);
  const text = [...byTask].map(([task, group]) => [`${TASK_TITLES[task]}:`, ...group.map(modelText)].join('\n'));
  output.result({ models }, `${text.join('\n\n')}\n\nУстановить: razbor models install ИМЯ`);
  return EXIT.done;
}

interface ListedModel extends Omit<CatalogModel, 'title' | 'description'> {
  /** Russian, as the command line is. */
  readonly title: string;
  readonly description: string;
  readonly sizeBytes: number | null;
  readonly isInstalled: boolean;
  readonly isUsed: boolean;
}

function modelText({ id, title, description, licence, sizeBytes, ...model }: ListedModel): string {
  const marks = [
    ...(model.isInstalled ? ['установлена'] : []),
    ...(model.recommended ? ['советуем'] : []),
    ...(model.isUsed ? [] : ['в этой версии ещё не используется']),
  ];
  const size = sizeBytes === null ? 'размер неизвестен' : megabytes(sizeBytes);
  const facts = [title, size, licence ?? 'лицензия неизвестна'].join(', ');
  return `  ${id} — ${facts}${marks.length === 0 ? '' : ` [${marks.join('; ')}]`}\n      ${description}`;
}

interface InstallCommandOptions extends CommonOptions {
  readonly hub?: string;
}

/** `razbor models install ID`: downloads a model and tries it; goes on where an earlier attempt stopped. */
export async function install(
  context: CommandContext,
  options: InstallCommandOptions,
  [id]: string[],
): Promise<ExitCode> {
  const { output, resources, dataDir, signal } = context;
  const model = findModel(await readCatalog(resources.modelCatalog), id!);
  const modelsDir = installedModelsDir(dataDir);
  const before = await verifyModel(modelsDir, model.id, signal);
  if (before.state === 'ok') {
    output.result({ id: model.id, state: 'ok', wasThere: true }, `Модель «${model.title.ru}» уже установлена.`);
    return EXIT.done;
  }
  const hub = openHub({ url: options.hub, proxies: await proxiesBeside(context) });
  try {
    const place = {
      ...placeOf(context, 'Загрузка'),
      check: (folder: string) => tryOut(context, model, folder),
    };
    const manifest = await installModel(model, hub, place);
    output.result(manifest, installedText(model));
    return EXIT.done;
  } finally {
    await hub.close();
  }
}

interface ImportCommandOptions extends CommonOptions {
  readonly id?: string;
}

/** `razbor models import PATH`: installs a model from a file or a folder, without a network. */
export async function importFrom(
  context: CommandContext,
  options: ImportCommandOptions,
  [source]: string[],
): Promise<ExitCode> {
  const { output, resources } = context;
  const catalog = await readCatalog(resources.modelCatalog);
  const place: PlaceOptions = {
    ...placeOf(context, 'Копирование'),
    check: (folder) => tryOut(context, modelIn(catalog, folder), folder),
  };
  const manifest = await importModel({ path: path.resolve(source!), catalog, id: options.id }, place);
  output.result(manifest, installedText(findModel(catalog, manifest.id)));
  return EXIT.done;
}

/** `razbor models verify [ID]`: reads every byte of what is installed. */
export async function verify(context: CommandContext, _options: CommonOptions, [id]: string[]): Promise<ExitCode> {
  const { output, dataDir, signal } = context;
  const modelsDir = installedModelsDir(dataDir);
  const ids = id === undefined ? await installedIds(modelsDir) : [known(id)];
  const results: Verification[] = [];
  for (const one of ids) results.push(await verifyModel(modelsDir, one, signal));
  const lines = results.map(verificationText);
  output.result({ models: results }, lines.length === 0 ? 'Модели не установлены.' : lines.join('\n'));
  const bad = results.filter(({ state }) => state !== 'ok').length;
  if (bad === 0) return EXIT.done;
  return bad === results.length ? EXIT.failed : EXIT.doneInPart;
}

/** `razbor models remove ID` */
export async function remove(
  { output, dataDir }: CommandContext,
  _options: CommonOptions,
  [id]: string[],
): Promise<ExitCode> {
  if (!(await removeModel(installedModelsDir(dataDir), known(id!))))
    throw new AppError('model.missing', { model: id! });
  output.result({ id, removed: true }, `Модель ${id!} удалена.`);
  return EXIT.done;
}

function tryOut(context: CommandContext, model: CatalogModel, folder: string): Promise<void> {
  context.output.progress('Проба модели');
  return tryModel(model, folder, context);
}

/** A download brings thousands of pieces; nobody reads more lines than this allows. */
const PROGRESS_INTERVAL_MS = 200;

function placeOf({ dataDir, clock, signal, output }: CommandContext, doing: string): PlaceOptions {
  let saidAt = -Infinity;
  return {
    modelsDir: installedModelsDir(dataDir),
    clock,
    signal,
    onProgress: (done, total) => {
      if (clock.now() - saidAt < PROGRESS_INTERVAL_MS) return;
      saidAt = clock.now();
      output.progress(`${doing}: ${megabytes(done)}${total === null ? '' : ` из ${megabytes(total)}`}`);
    },
  };
}

/** Ids become names of folders: anything else is not looked for on the disk. */
function known(id: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) return id;
  throw new AppError('model.unknown', { model: id });
}

/** The model that is being put together in a staging folder, `.<id>.partial`. */
const modelIn = (catalog: readonly CatalogModel[], folder: string): CatalogModel =>
  findModel(catalog, path.basename(folder).replace(/^\.|\.partial$/g, ''));

function installedText(model: CatalogModel): string {
  const use = isRunnable(model)
    ? `Расшифровать ею звонки: razbor process --engine ${model.id}`
    : isForTexts(model)
      ? 'Разобрать ею тексты: razbor process --profile accurate'
      : isUsable(model)
        ? 'Будет работать при расшифровке сама, как только установлены все её части.'
        : 'В этой версии программы она ещё не используется.';
  return `Модель «${model.title.ru}» установлена и проверена. ${use}`;
}

function verificationText({ id, state, file }: Verification): string {
  if (state === 'ok') return `${id}: в порядке`;
  const what = state === 'missing' ? 'не хватает файлов' : 'повреждена';
  return `${id}: ${what}${file === null ? '' : ` (${file})`}. Установите заново: razbor models install ${id}`;
}

const megabytes = (bytes: number): string =>
  `${(bytes / 1_000_000).toLocaleString('ru', { maximumFractionDigits: bytes < 10_000_000 ? 1 : 0 })} МБ`;
