/**
 * What the report page receives: the report without transcripts as JSON, and the transcripts packed. Both come in pieces,
 * so that a large report can be written without holding up whoever writes it.
 *
 * Transcripts are nine tenths of a report. Their words' times are of no use on the page and are left out; the rest is
 * deflated and base64-coded, which brings Russian text to about a third. The page unpacks them after its first paint.
 */

import { deflateRawSync } from 'node:zlib';
import type { ReportCall } from '#core/domain/report.ts';
import type { TalkMetrics } from '#core/domain/talk.ts';
import type { PageCall, PageTranscript } from './page/page-types.ts';

/** Deflating so much takes some milliseconds; its window is 32 KB, so larger blocks would pack no better. */
const BLOCK_CHARACTERS = 128_000;

/** A call as the page shows it in its lists. */
export function toPageCall({
  transcript: _transcript,
  utteranceSentiments: _sentiments,
  ...call
}: ReportCall): PageCall {
  return { ...call, talk: call.talk ? rounded(call.talk) : null };
}

/** Thousandths are more than anybody reads, and half the size. */
const rounded = (talk: TalkMetrics): TalkMetrics =>
  JSON.parse(
    JSON.stringify(talk, (_key, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ),
  ) as TalkMetrics;

/**
 * @returns blocks of base64, a line feed after each; a block is the raw deflate stream of a JSON array of
 *   `PageTranscript`, and all blocks together hold the transcripts in the order of `calls`
 */
export function* packTranscripts(calls: readonly ReportCall[]): Generator<string> {
  let block: string[] = [];
  let characters = 0;
  for (const call of calls) {
    const transcript = JSON.stringify(toPageTranscript(call));
    block.push(transcript);
    characters += transcript.length;
    if (characters >= BLOCK_CHARACTERS) {
      yield pack(block);
      [block, characters] = [[], 0];
    }
  }
  if (block.length > 0) yield pack(block);
}

function toPageTranscript({ transcript }: ReportCall): PageTranscript {
  return {
    speakers: transcript.map((utterance) => utterance.speaker.charAt(0)).join(''),
    starts: transcript.map((utterance) => Math.round(utterance.startMs / 100)),
    texts: transcript.map((utterance) => utterance.text),
  };
}

const pack = (transcripts: readonly string[]): string =>
  `${deflateRawSync(`[${transcripts.join(',')}]`, { level: 9 }).toString('base64')}\n`;
