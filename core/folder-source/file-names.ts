/** Which files of a folder are recordings, by their names. */

import path from 'node:path';

const AUDIO_ENDINGS = new Set(['.wav', '.mp3', '.wave', '.ogg', '.oga', '.opus', '.flac', '.m4a', '.amr', '.webm']);

/** The table of a folder, in any case. */
const TABLE_NAME = 'calls.csv';

/** Names of programs' half-written and hidden files: `~$x.wav`, `.x.wav`, `x.tmp.wav`; downloads end in something else anyway. */
const TEMPORARY = /^(?:\.|~)|\.(?:tmp|temp|part|partial|crdownload|download)\./iu;

export const isAudioName = (name: string): boolean =>
  AUDIO_ENDINGS.has(path.extname(name).toLowerCase()) && !TEMPORARY.test(name);

export const isTableName = (name: string): boolean => name.toLowerCase() === TABLE_NAME;
