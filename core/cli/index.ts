/** What the desktop shell shares with the command line. */

export { defaultDataFolder } from './data-folder.ts';
