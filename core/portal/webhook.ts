/** The incoming webhook: address and key of a portal in one string, in the shapes people paste. */

import { AppError } from '#core/errors.ts';

export interface Webhook {
  /** Host with port where it is not 443, in lower case. */
  readonly host: string;
  /** The webhook acts with the rights of this employee. */
  readonly userId: number;
  readonly secret: string;
}

/** Longer input is no address that somebody copied from a browser. */
const MAX_URL_LENGTH = 2_000;

/** Quotes, brackets and invisible characters that come along when an address is copied out of a chat or a document. */
const WRAPPING = /^[\s"'<>«»\u200b\u200e\u200f\ufeff]+|[\s"'<>«»\u200b\u200e\u200f\ufeff]+$/gu;

/** `/rest/<user>/<secret>`, also `/rest/api/<user>/<secret>` (REST 3.0), then at most one example method. */
const PATH = /^\/+rest\/+(?:api\/+)?(?<user>\d{1,10})\/+(?<secret>[A-Za-z0-9_-]{1,128})(?:\/+[\w.]*)?\/*$/u;

/**
 * Reads a webhook address as the portal shows it; a trailing method, a query and surrounding spaces are dropped.
 * @throws portal.bad-url with `reason` `empty`, `not-a-url`, `not-https` or `not-a-webhook`; never with the value itself
 */
export function parseWebhook(input: string): Webhook {
  const text = input.replace(WRAPPING, '');
  if (text === '') throw badUrl('empty');
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text)) throw badUrl('not-a-url');
  const url = new URL(text);
  if (url.protocol !== 'https:') throw badUrl('not-https');
  const groups = PATH.exec(url.pathname)?.groups;
  if (!groups || url.hostname === '' || url.username !== '' || url.password !== '') throw badUrl('not-a-webhook');
  return { host: url.host, userId: Number(groups.user), secret: groups.secret! };
}

/** The address in the one form that is stored: `https://<host>/rest/<user>/<secret>/`. */
export function webhookUrl(webhook: Webhook): string {
  return `https://${webhook.host}/rest/${webhook.userId}/${webhook.secret}/`;
}

/** The webhook of the same employee after the portal was renamed to `host`. */
export function relocateWebhook(input: string, host: string): string {
  return webhookUrl(parseWebhook(webhookUrl({ ...parseWebhook(input), host })));
}

/** Strings that must never be seen outside, in the forms in which they occur. */
export function webhookSecrets(webhook: Webhook): readonly string[] {
  const path = `${webhook.userId}/${webhook.secret}`;
  return [webhook.secret, path, encodeURIComponent(path)];
}

/** For lists and messages: which portal and employee, without the key. */
export function maskedWebhook(webhook: Webhook): string {
  return `https://${webhook.host}/rest/${webhook.userId}/***/`;
}

/** @returns a function that replaces each of `secrets` by `***` */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const longestFirst = secrets.filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((result, secret) => result.replaceAll(secret, '***'), text);
}

function badUrl(reason: string): AppError {
  return new AppError('portal.bad-url', { reason });
}
