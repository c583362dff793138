/** Connecting a portal: check first, then keep; the key goes into the secret store and never comes back out. */

import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { App } from '#core/app.ts';
import type { CheckStep, ConnectedPortal, ConnectionCheck, ConnectionState } from '#core/domain/connection.ts';
import { AppError, toAppError } from '#core/errors.ts';
import { renamePortal } from '#core/pipeline/index.ts';
import {
  createPortal,
  maskedWebhook,
  parseWebhook,
  relocateWebhook,
  webhookUrl,
  type ConnectionReport,
  type Portal,
  type PortalOptions,
} from '#core/portal/index.ts';
import type { Clock, Logger, ProxyRules, SecretStore } from '#core/ports.ts';
import { storedValue } from './stored-value.ts';

/** Name of the webhook among the secrets. */
export const WEBHOOK_SECRET = 'webhook';

/** Certificate of the connected portal's own authority, where it has one. */
export const portalCaFile = (dataDir: string): string => path.join(dataDir, 'portal-ca.pem');

export interface CheckRequest {
  /** As the portal shows it. */
  readonly webhookUrl: string;
  /** Certificate of an own authority (PEM), for self-hosted portals. */
  readonly caPem?: string | undefined;
  /** The user confirmed that a renamed portal may be followed. */
  readonly acceptsMove?: boolean;
}

/** A portal ready for work; to be closed by whoever opened it. */
export interface OpenedPortal {
  readonly portal: Portal;
  readonly source: string;
}

export interface Connection {
  state(): ConnectionState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /**
   * Asks the portal what the webhook can do and remembers the webhook until it is saved; a check that runs is ended.
   * @returns of a renamed portal nothing but its new address: the key goes there only after the user has confirmed it
   * @throws portal.* where nothing works at all, job.cancelled, network.offline
   */
  check(request: CheckRequest): Promise<ConnectionCheck>;
  cancelCheck(): void;
  /**
   * Keeps what the last check found good; a renamed portal is checked at its new address first, and its calls move to it.
   * @param acceptsMove the user confirmed the new address of a renamed portal
   * @throws input.invalid without a good check, or without that confirmation
   */
  save(request: { readonly acceptsMove: boolean }): Promise<ConnectedPortal>;
  /** Forgets the key. Calls stay. */
  disconnect(): Promise<void>;
  /** @throws portal.not-connected, network.offline */
  open(onStatus?: PortalOptions['onStatus']): Promise<OpenedPortal>;
}

export interface ConnectionOptions {
  readonly dataDir: string;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The way to the portal, as it is set now. */
  readonly proxies: () => Promise<ProxyRules>;
  /** For tests, which need not be gentle. */
  readonly portalLimits?: PortalOptions['limits'];
}

const CONNECTED = z.object({
  host: z.string(),
  address: z.string(),
  userId: z.string(),
  userName: z.string(),
  isAdmin: z.boolean(),
  source: z.string(),
  hasOwnCa: z.boolean(),
  coverage: z.enum(['all', 'some', 'own', 'unknown']),
  canDownload: z.boolean(),
  missingScopes: z.array(z.string()),
  checkedAt: z.string(),
});

/** What was checked and may be saved. */
interface Checked {
  readonly webhookUrl: string;
  readonly caPem: string | undefined;
  readonly report: ConnectionCheck;
}

export function createConnection(app: App, options: ConnectionOptions): Connection {
  const { dataDir, secrets, clock, logger, proxies, portalLimits } = options;
  const { store, network } = app;
  const kept = storedValue<ConnectedPortal | null>(store.settings, {
    key: 'portal.connection',
    schema: CONNECTED.nullable(),
    fallback: null,
  });
  const caFile = portalCaFile(dataDir);
  const listeners = new Set<() => void>();
  let step: CheckStep | null = null;
  let running: AbortController | null = null;
  let checked: Checked | null = null;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const common = { clock, logger, ...(portalLimits && { limits: portalLimits }) };

  async function check({ webhookUrl: given, caPem, acceptsMove = false }: CheckRequest): Promise<ConnectionCheck> {
    network.assertOnline();
    running?.abort(new AppError('job.cancelled'));
    const controller = (running = new AbortController());
    const signal = AbortSignal.any([controller.signal, network.whileOnline()]);
    checked = null;
    const checkCaFile = path.join(dataDir, `portal-ca.${clock.now()}.check.pem`);
    let portal: Portal | null = null;
    try {
      if (caPem !== undefined) await writeFile(checkCaFile, caPem);
      portal = createPortal({
        ...common,
        proxies: await proxies(),
        webhookUrl: given,
        ...(caPem !== undefined && { caFile: checkCaFile }),
      });
      const onStep = (next: CheckStep): void => {
        if (running !== controller) return;
        step = next;
        changed();
      };
      const report = await portal.checkConnection(signal, { onStep, acceptsMove }).then(toCheck, ofMoved);
      if (running === controller) checked = { webhookUrl: webhookUrl(parseWebhook(given)), caPem, report };
      return report;
    } finally {
      portal?.close();
      await rm(checkCaFile, { force: true });
      if (running === controller) {
        running = null;
        step = null;
        changed();
      }
    }
  }

  /** Calls that are here already are not brought a second time, whichever name of the portal they came under. */
  function sourceOf(typedHost: string, host: string): string {
    const known = kept.get();
    if (known && (known.host === typedHost || known.host === host)) return known.source;
    const stored = store.callList.sources();
    return [host, typedHost].map((name) => `portal:${name}`).find((name) => stored.includes(name)) ?? `portal:${host}`;
  }

  /** The calls of a renamed portal go by its new name from now on. @returns that name */
  async function moveCalls(from: string, { url, hasOwnCa }: { url: string; hasOwnCa: boolean }): Promise<string> {
    const portal = createPortal({
      ...common,
      proxies: await proxies(),
      webhookUrl: url,
      ...(hasOwnCa && { caFile }),
    });
    try {
      const to = `portal:${portal.host}`;
      await renamePortal({ portal, store, from, to, signal: network.whileOnline() });
      return to;
    } finally {
      portal.close();
    }
  }

  return {
    state: () => ({ portal: kept.get(), step }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check,
    cancelCheck: () => running?.abort(new AppError('job.cancelled')),
    async save({ acceptsMove }) {
      if (checked?.report.movedTo && !acceptsMove)
        throw new AppError('input.invalid', { reason: 'Подтвердите новый адрес портала' });
      if (checked?.report.movedTo && checked.report.host !== checked.report.movedTo)
        await check({ ...checked, acceptsMove: true });
      if (!checked?.report.canSave) throw new AppError('input.invalid', { reason: 'Сначала проверьте подключение' });
      const { report, caPem } = checked;
      const { movedTo } = report;
      const typedHost = parseWebhook(checked.webhookUrl).host;
      const url = movedTo === null ? checked.webhookUrl : relocateWebhook(checked.webhookUrl, movedTo);
      if (caPem === undefined) await rm(caFile, { force: true });
      else await writeFile(caFile, caPem);
      const webhook = parseWebhook(url);
      const former = sourceOf(typedHost, webhook.host);
      const source = movedTo === null ? former : await moveCalls(former, { url, hasOwnCa: caPem !== undefined });
      await secrets.set(WEBHOOK_SECRET, url);
      const portal: ConnectedPortal = {
        host: webhook.host,
        address: maskedWebhook(webhook),
        userId: report.user.id,
        userName: report.user.name,
        isAdmin: report.user.isAdmin,
        source,
        hasOwnCa: caPem !== undefined,
        coverage: report.coverage,
        // Without a recording on the portal there was nothing to try.
        canDownload: report.recordings.error === null,
        missingScopes: [...report.missingScopes, ...report.missingOptionalScopes],
        checkedAt: new Date(clock.now()).toISOString(),
      };
      kept.set(portal);
      checked = null;
      changed();
      return portal;
    },
    async disconnect() {
      await secrets.set(WEBHOOK_SECRET, null);
      await rm(caFile, { force: true });
      kept.set(null);
      checked = null;
      changed();
    },
    async open(onStatus) {
      network.assertOnline();
      const portal = kept.get();
      const url = await secrets.get(WEBHOOK_SECRET);
      if (url === null) throw new AppError('portal.not-connected');
      const source = portal?.source ?? `portal:${parseWebhook(url).host}`;
      return {
        source,
        portal: createPortal({
          ...common,
          proxies: await proxies(),
          webhookUrl: url,
          source,
          ...(portal?.hasOwnCa && { caFile }),
          ...(onStatus && { onStatus }),
        }),
      };
    },
  };
}

/** A renamed portal: nothing is known of the new address but its name. @throws the error of any other failure */
function ofMoved(thrown: unknown): ConnectionCheck {
  const { code, details } = toAppError(thrown);
  if (code !== 'portal.moved' || typeof details.host !== 'string') throw thrown;
  const open = { isOk: false, error: null };
  return {
    host: String(details.from),
    movedTo: details.host,
    user: { id: '', name: '', isAdmin: false },
    statistics: open,
    coverage: 'unknown',
    recordings: open,
    missingScopes: [],
    missingOptionalScopes: [],
    canSave: true,
  };
}

function toCheck(report: ConnectionReport): ConnectionCheck {
  return { ...report, canSave: report.statistics.isOk && !report.missingScopes.includes('telephony') };
}
