/** What every field of the filters gets. */

import type { CallsView } from './call-filters.ts';

export interface FieldProperties {
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>, replace?: boolean) => void;
}
