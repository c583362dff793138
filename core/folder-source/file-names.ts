/** Which files of a folder are recordings, by their names. */

import path from 'node:path';

const AUDIO_ENDINGS = new Set(
  'wav wave mp3 flac ogg oga opus webm m4a mp4 3gp aac amr awb'.split(' ').map((ending) => `.${ending}`),
);

/** The table of a folder, in any case. */
const TABLE_NAME = 'calls.csv';

/** Names of programs' half-written and hidden files: `~$x.wav`, `.x.wav`, `x.tmp.wav`; downloads end in something else anyway. */
const TEMPORARY = /^(?:\.|~)|\.(?:tmp|temp|part|partial|crdownload|download)\./iu;

export const isAudioName = (name: string): boolean =>
  AUDIO_ENDINGS.has(path.extname(name).toLowerCase()) && !TEMPORARY.test(name);

export const isTableName = (name: string): boolean => name.toLowerCase() === TABLE_NAME;
