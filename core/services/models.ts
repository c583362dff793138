/** Models: what there is, installing one at a time with progress and cancel, which one transcribes. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ENGINE_SETTING, type App } from '#core/app.ts';
import type { ModelItem, ModelList, ModelOutcome, ModelWork, ModelWorkState } from '#core/domain/models.ts';
import { AppError, causeText, toAppError } from '#core/errors.ts';
import {
  assertHubAddress,
  DEFAULT_HUB,
  findModel,
  importModel,
  installedIds,
  installModel,
  modelBytes,
  openHub,
  readCatalog,
  removeModel,
  stagingFolder,
  verifyModel,
  type CatalogModel,
  type PlaceOptions,
} from '#core/model-files/index.ts';
import type { Clock, Logger, ProxyRules } from '#core/ports.ts';
import type { Resources } from '#core/resources.ts';
import { BUNDLED_ENGINE_ID } from '#core/speech/index.ts';
import { installedModelsDir, isRunnable, isUsable } from '#core/installed-models/index.ts';
import { storedValue } from './stored-value.ts';

export interface Models {
  list(): Promise<ModelList>;
  state(): ModelWorkState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /** Goes on where an earlier attempt stopped; how it ends stands in the state. @throws model.unknown, network.offline, input.invalid while other work goes on */
  install(id: string): Promise<void>;
  /** @param source absolute path of a file or a folder @throws input.invalid */
  importFrom(source: string): Promise<void>;
  /** Reads every byte of an installed model. @throws input.invalid while other work goes on */
  verify(id: string): Promise<void>;
  /** Stops what goes on; what was downloaded is kept. */
  cancel(): void;
  /** The bundled model takes over where the removed one transcribed. @throws model.missing */
  remove(id: string): Promise<void>;
  /** @throws model.missing, engine.unknown */
  useEngine(id: string): Promise<void>;
  /** Where models are fetched from. */
  hubUrl(): string;
  /** @param url null: the usual hub @throws input.invalid */
  setMirror(url: string | null): void;
}

export interface ModelsOptions {
  readonly dataDir: string;
  readonly resources: Resources;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The way to the hub, as it is set now. */
  readonly proxies: () => Promise<ProxyRules>;
}

type Work = (place: PlaceOptions) => Promise<{ readonly id: string }>;

export function createModels(app: App, options: ModelsOptions): Models {
  const { dataDir, resources, clock, logger } = options;
  const { store, network } = app;
  const modelsDir = installedModelsDir(dataDir);
  const mirror = storedValue<string | null>(store.settings, {
    key: 'models.mirror',
    schema: z.string().nullable(),
    fallback: null,
  });
  const listeners = new Set<() => void>();
  let running: AbortController | null = null;
  let work: ModelWork | null = null;
  let last: ModelOutcome | null = null;
  let revision = 0;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const listChanged = (): void => {
    revision += 1;
    changed();
  };
  network.onChange(() => {
    if (network.isOffline() && work?.kind === 'install') running?.abort(new AppError('network.offline'));
  });
  const catalog = () => readCatalog(resources.modelCatalog);

  async function run(kind: ModelWork['kind'], id: string | null, doing: Work): Promise<void> {
    if (running) throw new AppError('input.invalid', { reason: 'Дождитесь конца текущей загрузки или остановите её' });
    const controller = new AbortController();
    const { signal } = controller;
    running = controller;
    work = { kind, id, doneBytes: 0, totalBytes: null, leftMs: null, isTrying: false };
    last = null;
    changed();
    const leftMs = createPace(clock);
    const place: PlaceOptions = {
      modelsDir,
      clock,
      signal,
      onProgress: (doneBytes, totalBytes) => {
        if (work) work = { ...work, doneBytes, totalBytes, leftMs: leftMs(doneBytes, totalBytes) };
        changed();
      },
      check: async (folder) => {
        const model = findModel(await catalog(), path.basename(folder).replace(/^\.|\.partial$/g, ''));
        if (!isUsable(model)) return;
        if (work) work = { ...work, id: model.id, isTrying: true };
        changed();
        await app.tryModel(model, folder, signal);
      },
    };
    try {
      const done = await doing(place);
      last = { kind, id: done.id, error: null };
    } catch (thrown) {
      const error = toAppError(signal.aborted ? signal.reason : thrown);
      last = { kind, id: work.id, error: error.toData() };
      logger.log('warn', 'model-work-ended', { kind, model: id, code: error.code, cause: causeText(error) });
    } finally {
      running = null;
      work = null;
      listChanged();
    }
  }

  return {
    async list() {
      const installed = new Set(await installedIds(modelsDir));
      const toItem = (model: CatalogModel): ModelItem => ({
        ...describe(model),
        state: installed.has(model.id)
          ? 'installed'
          : existsSync(stagingFolder(modelsDir, model.id))
            ? 'partial'
            : 'none',
      });
      const engineId = store.settings.get(ENGINE_SETTING) ?? BUNDLED_ENGINE_ID;
      return {
        models: (await catalog()).map(toItem),
        engineId,
        deviceChoice: app.devices.choiceFor(engineId),
        bundledEngineId: BUNDLED_ENGINE_ID,
        mirror: mirror.get(),
      };
    },
    state: () => ({ work, last, revision }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async install(id) {
      const model = findModel(await catalog(), id);
      network.assertOnline();
      await run('install', id, async (place) => {
        const hub = openHub({ url: mirror.get() ?? undefined, proxies: await options.proxies() });
        try {
          return await installModel(model, hub, place);
        } finally {
          await hub.close();
        }
      });
    },
    async importFrom(source) {
      if (!path.isAbsolute(source))
        throw new AppError('input.invalid', { reason: 'Укажите полный путь к файлу или папке' });
      const models = await catalog();
      await run('import', null, (place) => importModel({ path: source, catalog: models }, place));
    },
    async verify(id) {
      findModel(await catalog(), id);
      await run('verify', id, async ({ signal }) => {
        const { state, file } = await verifyModel(modelsDir, id, signal);
        if (state === 'ok') return { id };
        throw new AppError(state === 'missing' ? 'model.missing' : 'model.corrupt', { model: id, file });
      });
    },
    cancel: () => running?.abort(new AppError('job.cancelled')),
    async remove(id) {
      findModel(await catalog(), id);
      if (work?.id === id) throw new AppError('input.invalid', { reason: 'Сначала остановите загрузку этой модели' });
      // Chosen no more before it is gone: nothing may start with half of it.
      if (store.settings.get(ENGINE_SETTING) === id) store.settings.set(ENGINE_SETTING, BUNDLED_ENGINE_ID);
      const wasThere = await removeModel(modelsDir, id);
      listChanged();
      if (!wasThere) throw new AppError('model.missing', { model: id });
    },
    async useEngine(id) {
      if (id !== BUNDLED_ENGINE_ID) {
        if (!isRunnable(findModel(await catalog(), id))) throw new AppError('engine.unknown', { engine: id });
        if (!(await installedIds(modelsDir)).includes(id)) throw new AppError('model.missing', { model: id });
      }
      store.settings.set(ENGINE_SETTING, id);
      listChanged();
    },
    hubUrl: () => mirror.get() ?? DEFAULT_HUB,
    setMirror(url) {
      if (url !== null) assertHubAddress(url);
      mirror.set(url);
      listChanged();
    },
  };
}

/** A pace says something after this long. */
const PACE_AFTER_MS = 2000;

/** Milliseconds that are left by the pace since the first call; what lay there before says nothing about it. */
function createPace(clock: Clock): (doneBytes: number, totalBytes: number | null) => number | null {
  let first: { readonly atMs: number; readonly bytes: number } | null = null;
  return (doneBytes, totalBytes) => {
    const atMs = clock.now();
    first ??= { atMs, bytes: doneBytes };
    const [elapsedMs, gained] = [atMs - first.atMs, doneBytes - first.bytes];
    if (totalBytes === null || gained <= 0 || elapsedMs < PACE_AFTER_MS) return null;
    return ((totalBytes - doneBytes) * elapsedMs) / gained;
  };
}

function describe(model: CatalogModel): Omit<ModelItem, 'state'> {
  const { id, task, title, description, licence, licenceUrl, ramMb, languages, attribution } = model;
  return {
    ...{ id, task, title, description, licence, licenceUrl, ramMb, languages, attribution },
    sizeBytes: modelBytes(model),
    isRecommended: model.recommended === true,
    isUsable: isUsable(model),
  };
}
