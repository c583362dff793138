/** The way out of this computer: which proxy, and what goes wrong there. Opens connections for no one by itself. */

export { passwordsIn, proxyHost, readProxyAddress, type ProxyAddress } from './address.ts';
export { createAgents, type Agents, type Way } from './agents.ts';
export { bypassEntries } from './bypass.ts';
export { orAborted } from './or-aborted.ts';
export {
  openProxyRules,
  PROXY_SCHEMA,
  PROXY_SECRET,
  PROXY_SETTING,
  readProxySetting,
  rulesOf,
  STRAIGHT,
  USUAL_PROXY,
  type ProxySources,
} from './rules.ts';
export { trustSystemAuthorities } from './system-trust.ts';
export { proxyTrouble } from './trouble.ts';
export { createWebClient, type WebClient, type WebResponse } from './web-client.ts';
