/** Unpacks the transcripts, once and not before they are needed. */

import type { PageTranscript } from './page-types.ts';

let loading: Promise<readonly PageTranscript[]> | null = null;

/** @returns transcripts in the order of the report's calls; none where the report was made without them */
export function loadTranscripts(): Promise<readonly PageTranscript[]> {
  loading ??= unpack(document.getElementById('report-transcripts')?.textContent ?? '');
  return loading;
}

async function unpack(packed: string): Promise<readonly PageTranscript[]> {
  const blocks = packed.split('\n').filter((block) => block !== '');
  return (await Promise.all(blocks.map(unpackBlock))).flat();
}

async function unpackBlock(block: string): Promise<readonly PageTranscript[]> {
  const bytes = Uint8Array.from(atob(block), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return (await new Response(stream).json()) as readonly PageTranscript[];
}
