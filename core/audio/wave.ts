/** Streaming WAV reader. */

import { openFile, readPieces } from './file-bytes.ts';
import type { WaveHeader } from './wave-header.ts';
import { createSampleDecoder } from './wave-samples.ts';

/** Blocks of some ten thousand frames; a frame that the file's end cuts through is left out. */
export async function* waveBlocks(path: string, header: WaveHeader): AsyncGenerator<Float32Array[]> {
  const decode = createSampleDecoder(header);
  const file = await openFile(path);
  try {
    let rest: Uint8Array = new Uint8Array(0);
    for await (const piece of readPieces(file, header.dataStart, header.dataEnd)) {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const wholeBytes = bytes.length - (bytes.length % header.frameBytes);
      rest = bytes.subarray(wholeBytes);
      if (wholeBytes > 0) yield decode(bytes.subarray(0, wholeBytes));
    }
  } finally {
    await file.close();
  }
}
