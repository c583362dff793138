/** What the frame of the application shows, on top of the store. */

import type { AppInfo } from '#core/domain/app-info.ts';
import { dayOf } from '#core/domain/period.ts';
import type { Store } from '#core/store/index.ts';

const DEMO_SOURCE = 'demo';
const PORTAL_PREFIX = 'portal:';

export interface AppInfoService {
  info(): AppInfo;
}

export function createAppInfo(
  { callList, categories }: Pick<Store, 'callList' | 'categories'>,
  fixed: Pick<AppInfo, 'version' | 'timeZone' | 'dataDir'>,
): AppInfoService {
  return {
    info() {
      const range = callList.range();
      const sources = callList.sources();
      const portal = sources.find((source) => source.startsWith(PORTAL_PREFIX));
      return {
        ...fixed,
        callDays: range && {
          from: dayOf(Date.parse(range.first), fixed.timeZone),
          to: dayOf(Date.parse(range.last), fixed.timeZone),
        },
        isDemo: sources.length > 0 && sources.every((source) => source === DEMO_SOURCE),
        portalHost: portal?.slice(PORTAL_PREFIX.length) ?? null,
        agents: callList.agents(),
        departments: callList.departments(),
        categories: categories
          .current()
          .categories.map(({ id, name, recommendation, isEnabled }) => ({ id, name, recommendation, isEnabled })),
      };
    },
  };
}
