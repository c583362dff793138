/** Addresses of proxies, as people type them and as the system names them. */

import { AppError } from '#core/errors.ts';

export interface ProxyAddress {
  /** `http://host:port` or `https://host:port`, without name and password. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Reads `proxy:3128`, `http://proxy:3128`, `https://user:password@proxy`.
 * @throws input.invalid; never with the text itself, it may hold a password
 */
export function readProxyAddress(text: string): ProxyAddress {
  const typed = text.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//iu.test(typed) ? typed : `http://${typed}`);
  if (!url || !/^https?:$/u.test(url.protocol) || url.hostname === '' || url.pathname !== '/' || url.search !== '')
    throw new AppError('input.invalid', { reason: 'Адрес прокси не распознан: нужен вид прокси:порт.' });
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return {
    address: `${url.protocol}//${url.hostname}:${port}`,
    user: decodeLoosely(url.username),
    password: decodeLoosely(url.password),
  };
}

/** `host:port`, for people. */
export function proxyHost(address: string): string {
  const url = new URL(address);
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

export function withLogin(address: string, { user, password }: { readonly user: string; readonly password: string }) {
  if (user === '') return address;
  const login =
    password === '' ? encodeURIComponent(user) : `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return address.replace('://', `://${login}@`);
}

/** The password of an address in the forms in which it occurs. */
export function passwordsIn(address: string | null): string[] {
  if (address === null || !URL.canParse(address)) return [];
  const { username, password } = new URL(address);
  if (password === '') return [];
  const [user, plain] = [decodeLoosely(username), decodeLoosely(password)];
  return [password, plain, Buffer.from(`${user}:${plain}`).toString('base64')];
}

/**
 * The first way of an answer such as `PROXY proxy:3128; DIRECT` (the language of proxy scripts). Later ones are not
 * taken: going straight where a proxy was meant to be would happen without anybody's knowledge.
 * @returns null: straight @throws proxy.unsupported for SOCKS
 */
export function readPacAnswer(answer: string): string | null {
  const [kind = '', host = ''] = (answer.split(';')[0] ?? '').trim().split(/\s+/u);
  if (kind === '' || kind.toUpperCase() === 'DIRECT') return null;
  if (!/^(?:PROXY|HTTPS?)$/iu.test(kind) || host === '')
    throw new AppError('proxy.unsupported', { kind: kind.slice(0, 20), proxy: host.slice(0, 200) });
  return readProxyAddress(kind.toUpperCase() === 'HTTPS' ? `https://${host}` : host).address;
}

function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A percent sign that stands for itself.
    if (error instanceof URIError) return text;
    throw error;
  }
}
