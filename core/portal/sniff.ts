/** Whether bytes that should be a recording can be one. The format itself is the business of `core/audio`. */

/** How many first bytes decide. */
export const SNIFF_BYTES = 512;

/** The smallest file with any sound: a WAV header and a few samples. */
export const SMALLEST_RECORDING_BYTES = 64;

const MAGIC: readonly { readonly offset: number; readonly bytes: string }[] = [
  { offset: 0, bytes: 'ID3' },
  { offset: 0, bytes: 'RIFF' },
  { offset: 0, bytes: 'RIFX' },
  { offset: 0, bytes: 'RF64' },
  { offset: 0, bytes: 'OggS' },
  { offset: 0, bytes: 'fLaC' },
  { offset: 0, bytes: '#!AMR' },
  { offset: 0, bytes: 'FORM' },
  { offset: 0, bytes: '.snd' },
  { offset: 4, bytes: 'ftyp' },
];

export type Sniffed = 'audio' | 'json' | 'page' | 'text' | 'unknown';

/** @param head first bytes of a body, `SNIFF_BYTES` or all of a shorter one */
export function sniff(head: Buffer): Sniffed {
  if (MAGIC.some(({ offset, bytes }) => head.toString('latin1', offset, offset + bytes.length) === bytes))
    return 'audio';
  // MPEG and AAC frames begin with eleven or twelve set bits.
  if (head.length >= 2 && head[0] === 0xff && (head[1]! & 0xe0) === 0xe0) return 'audio';
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/u, '')
    .trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  if (text.startsWith('<')) return 'page';
  return isText(head) ? 'text' : 'unknown';
}

/** No control characters but white space, and hardly anything that is no UTF-8. */
function isText(head: Buffer): boolean {
  if (head.length === 0) return false;
  let strange = 0;
  for (const character of head.toString('utf8')) {
    const code = character.codePointAt(0)!;
    if (code === 0xfffd || code === 0x7f || (code < 0x20 && !'\t\r\n\f'.includes(character))) strange += 1;
  }
  // The last character may be cut in the middle.
  return strange <= 1;
}
