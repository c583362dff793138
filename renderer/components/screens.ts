/** The screens, in the order of the rail: only those that are there. */

export const SCREENS = [
  'today',
  'calls',
  'objections',
  'managers',
  'reports',
  'categories',
  'scorecards',
  'models',
  'settings',
] as const;
export type ScreenId = (typeof SCREENS)[number];
