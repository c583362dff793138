/** Where a request leads: REST by webhook or token, REST 3.0, the authorisation server. */

import type { IncomingMessage } from 'node:http';
import { parameter, type Parameters, text } from './parameters.ts';
import { answer, type RestCall } from './rest.ts';
import { RestError } from './rest-error.ts';
import type { PortalState } from './state.ts';
import type { Version3Reply } from './version3.ts';

/** `/rest/<user>/<secret>/<method>[.json]`; doubled slashes happen and are harmless. */
const WEBHOOK_PATH = /^\/+rest\/+(?<api>api\/+)?(?<user>\d+)\/+(?<secret>[^/]+)\/+(?<method>[^/]*?)(?:\.json)?\/*$/u;
/** `/rest/<method>` with `auth`: an application with a token. */
const TOKEN_PATH = /^\/+rest\/+(?<api>api\/+)?(?<method>[^/]*?)(?:\.json)?\/*$/u;
const OAUTH_PATH = /^\/+oauth\/+token\/*$/u;
export const SHOW_FILE_PATH = '/bitrix/tools/crm_show_file.php';

export interface Destination {
  /** REST method in lower case; `oauth.token`, `crm_show_file`, or empty for nothing that exists. */
  readonly method: string;
  readonly reply: () => Version3Reply;
  /** Whose rights a download has. @throws RestError */
  readonly credentials: () => Pick<RestCall, 'user' | 'secret'>;
}

export function destinationOf(state: PortalState, request: IncomingMessage, parameters: Parameters): Destination {
  const { pathname } = new URL(`${state.origin}${request.url ?? '/'}`);
  const { settings, oauth, version3 } = state;
  const nowhere = new RestError('ERROR_METHOD_NOT_FOUND', '', { status: 404 });
  const fail = (): never => {
    throw nowhere;
  };
  const withToken = (): Pick<RestCall, 'user' | 'secret'> => {
    oauth.check(text(parameter(parameters, 'auth')));
    return { user: String(settings.userId), secret: settings.secret };
  };
  if (OAUTH_PATH.test(pathname))
    return { method: 'oauth.token', reply: () => oauth.token(parameters), credentials: fail };
  if (pathname === SHOW_FILE_PATH)
    return { method: 'crm_show_file', reply: () => refused(nowhere), credentials: withToken };

  const webhook = WEBHOOK_PATH.exec(pathname)?.groups;
  const groups = webhook ?? TOKEN_PATH.exec(pathname)?.groups;
  if (!groups) return { method: '', reply: () => refused(nowhere), credentials: fail };
  const method = groups.method!.toLowerCase();
  const accessToken = webhook ? undefined : text(parameter(parameters, 'auth'));
  const credentials = () => (webhook ? { user: webhook.user!, secret: webhook.secret! } : withToken());
  const perform = (): Version3Reply => {
    try {
      return answer(state, { method, parameters, accessToken, ...credentials() });
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return refused(error);
    }
  };
  const header = request.headers['idempotency-key'];
  const key = typeof header === 'string' ? header : undefined;
  const reply = groups.api ? () => version3.answer({ parameters, key }, perform) : perform;
  return { method, reply, credentials };
}

const refused = (error: RestError): Version3Reply => ({ status: error.status, body: JSON.stringify(error.toBody()) });
