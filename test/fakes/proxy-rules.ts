/** Everything goes through one proxy, this computer too. */

import { passwordsIn } from '#core/outgoing/index.ts';
import type { ProxyRules } from '#core/ports.ts';

export const through = (proxy: string): ProxyRules => ({
  proxyFor: () => Promise.resolve(proxy),
  secrets: passwordsIn(proxy),
});
