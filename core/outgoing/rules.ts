/** The one place that decides which way leads out of this computer: straight, or through which proxy. */

import { z } from 'zod';
import { PROXY_KINDS, type ProxySetting } from '#core/domain/proxy.ts';
import { AppError } from '#core/errors.ts';
import type { ProxyRules, SecretStore } from '#core/ports.ts';
import { passwordsIn, proxyHost, readPacAnswer, readProxyAddress, withLogin } from './address.ts';
import { bypassEntries, isBypassed, isThisComputer } from './bypass.ts';

/** Name of the proxy's password among the secrets. */
export const PROXY_SECRET = 'proxy';
/** Name of the setting. */
export const PROXY_SETTING = 'network.proxy';

/** Where nothing was ever set: as the environment or the system says. */
export const USUAL_PROXY: ProxySetting = { kind: 'system', address: '', user: '', hasPassword: false, bypass: [] };

export const PROXY_SCHEMA: z.ZodType<ProxySetting> = z.object({
  kind: z.enum(PROXY_KINDS),
  address: z.string(),
  user: z.string(),
  hasPassword: z.boolean(),
  bypass: z.array(z.string()),
});

export interface ProxySources {
  /** HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in capitals or small letters. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the system says of an address, in the language of proxy scripts; absent where there is none to ask. */
  readonly systemProxy?: ((url: string) => Promise<string>) | undefined;
}

/** Everything goes straight: for servers of our own on this computer. */
export const STRAIGHT: ProxyRules = { proxyFor: () => Promise.resolve(null), secrets: [] };

/**
 * @param password of the setting's user, where it has one
 * @throws input.invalid for an own proxy without an address
 */
export function rulesOf(setting: ProxySetting, password: string | null, sources: ProxySources): ProxyRules {
  if (setting.kind === 'none') return STRAIGHT;
  if (setting.kind === 'system') return rulesOfSystem(sources);
  const { address } = readProxyAddress(setting.address);
  const proxy = withLogin(address, { user: setting.user, password: password ?? '' });
  return rules([proxy], (url) => (isBypassed(url, setting.bypass) ? null : proxy));
}

/** @throws proxy.password where a password was set that this program cannot read, input.invalid */
export async function openProxyRules(
  settings: { get(key: string): string | undefined },
  secrets: SecretStore,
  sources: ProxySources,
): Promise<ProxyRules> {
  const setting = readProxySetting(settings);
  const isNeeded = setting.kind === 'own' && setting.hasPassword;
  const password = isNeeded ? await secrets.get(PROXY_SECRET) : null;
  // The system's key store of the desktop window is not open to the command line.
  if (isNeeded && password === null)
    throw new AppError('proxy.password', { reason: 'not-stored', proxy: proxyHost(setting.address) });
  return rulesOf(setting, password, sources);
}

export function readProxySetting(settings: { get(key: string): string | undefined }): ProxySetting {
  const text = settings.get(PROXY_SETTING);
  return text === undefined ? USUAL_PROXY : (PROXY_SCHEMA.safeParse(JSON.parse(text)).data ?? USUAL_PROXY);
}

/** The environment says it for programs like this one, the system for all; so the environment comes first. */
function rulesOfSystem({ environment, systemProxy }: ProxySources): ProxyRules {
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? '';
  const [secure, plain] = [read('HTTPS_PROXY'), read('HTTP_PROXY')].map((text) => {
    if (text === '') return null;
    const { address, ...login } = readProxyAddress(text);
    return withLogin(address, login);
  });
  const bypass = bypassEntries(read('NO_PROXY'));
  return rules([secure ?? null, plain ?? null], async (url) => {
    const proxy = (url.protocol === 'https:' ? secure : plain) ?? null;
    if (proxy !== null) return isBypassed(url, bypass) ? null : proxy;
    return systemProxy ? readPacAnswer(await systemProxy(url.origin)) : null;
  });
}

function rules(
  known: readonly (string | null)[],
  decide: (url: URL) => string | null | Promise<string | null>,
): ProxyRules {
  return {
    proxyFor: async (url) => (isThisComputer(url.hostname) ? null : await decide(url)),
    secrets: known.flatMap(passwordsIn),
  };
}
