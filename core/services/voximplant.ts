/** A Voximplant account as a source of calls: tried first, then kept; its key goes into the secret store. */

import type { App } from '#core/app.ts';
import { AppError } from '#core/errors.ts';
import { createProviderDownloads, type ProviderDownloads } from '#core/portal/index.ts';
import type { Clock, Logger, ProxyRules, SecretStore } from '#core/ports.ts';
import { API_URL, createVoximplant, type Voximplant, type VoximplantLimits } from '#core/voximplant/index.ts';
import { z } from 'zod';
import { storedValue } from './stored-value.ts';

/** Name of the key among the secrets. */
export const VOXIMPLANT_SECRET = 'voximplant';

/** To be closed by whoever opened it. */
export interface OpenedAccount {
  readonly voximplant: Voximplant;
  readonly downloads: ProviderDownloads;
  readonly source: string;
  close(): Promise<void>;
}

export interface VoximplantAccount {
  state(): { readonly accountId: string | null };
  /** Address of the API. */
  readonly apiUrl: string;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /**
   * Asks once for the calls of the last day, and keeps the key where that is answered; a try that runs is ended.
   * @throws voximplant.*, proxy.*, network.offline, job.cancelled
   */
  connect(account: { readonly accountId: string; readonly apiKey: string }): Promise<void>;
  cancelConnect(): void;
  /** Forgets the key. Calls stay. */
  disconnect(): Promise<void>;
  /** @throws portal.not-connected, network.offline */
  open(): Promise<OpenedAccount>;
}

export interface AccountOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secrets: SecretStore;
  /** The way to the API and to recordings, as it is set now. */
  readonly proxies: () => Promise<ProxyRules>;
  /** Another address of the API, and hosts in private networks that recordings may come from. */
  readonly voximplantPlaces?: { readonly apiUrl: string; readonly allowedHosts: readonly string[] } | undefined;
}

const DAY_MS = 86_400_000;
/** In front of the screen: one attempt, no waiting for a better time. */
const A_PERSON_WAITS = { attempts: 1, requestTimeoutMs: 30_000 };

export function createVoximplantAccount(app: App, options: AccountOptions): VoximplantAccount {
  const { clock, logger, secrets, voximplantPlaces } = options;
  const { store, network } = app;
  const kept = storedValue<string | null>(store.settings, {
    key: 'voximplant.account',
    schema: z.string().nullable(),
    fallback: null,
  });
  const listeners = new Set<() => void>();
  let trying: AbortController | null = null;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  async function openWith(
    { accountId, apiKey }: { readonly accountId: string; readonly apiKey: string },
    limits: Partial<VoximplantLimits> = {},
  ): Promise<OpenedAccount> {
    const source = `voximplant:${accountId}`;
    const common = { clock, logger, proxies: await options.proxies() };
    const apiUrl = voximplantPlaces?.apiUrl;
    const voximplant = createVoximplant({ ...common, accountId, apiKey, source, limits, ...(apiUrl && { apiUrl }) });
    const allowedHosts = voximplantPlaces?.allowedHosts ?? [];
    const downloads = createProviderDownloads({ ...common, secrets: [apiKey], allowedHosts });
    return {
      ...{ voximplant, downloads, source },
      async close() {
        downloads.close();
        await voximplant.close();
      },
    };
  }

  return {
    state: () => ({ accountId: kept.get() }),
    apiUrl: voximplantPlaces?.apiUrl ?? API_URL,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async connect({ accountId, apiKey }) {
      network.assertOnline();
      trying?.abort(new AppError('job.cancelled'));
      const controller = (trying = new AbortController());
      const signal = AbortSignal.any([controller.signal, network.whileOnline()]);
      const account = await openWith({ accountId, apiKey }, A_PERSON_WAITS);
      const [from, to] = [clock.now() - DAY_MS, clock.now()].map((moment) => new Date(moment).toISOString());
      try {
        // The first page tells whether the key is good; what it lists is pulled later.
        for await (const _page of account.voximplant.listCalls({ from: from!, to: to!, signal })) break;
      } catch (thrown) {
        // The reason of an abort says more than that there was one.
        throw signal.aborted ? signal.reason : thrown;
      } finally {
        if (trying === controller) trying = null;
        await account.close();
      }
      await secrets.set(VOXIMPLANT_SECRET, apiKey);
      kept.set(accountId);
      changed();
    },
    cancelConnect: () => trying?.abort(new AppError('job.cancelled')),
    async disconnect() {
      await secrets.set(VOXIMPLANT_SECRET, null);
      kept.set(null);
      changed();
    },
    async open() {
      network.assertOnline();
      const [accountId, apiKey] = [kept.get(), await secrets.get(VOXIMPLANT_SECRET)];
      if (accountId === null || apiKey === null) throw new AppError('portal.not-connected');
      return await openWith({ accountId, apiKey });
    },
  };
}
