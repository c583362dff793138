/** The one list of what never reaches a log: webhook secrets, tokens, telephone numbers. */

interface Rule {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** Kept short and anchored to what Bitrix24 and telephony produce, so that ids and times survive for reading. */
const RULES: readonly Rule[] = [
  // https://portal/rest/<user>/<secret>/… : the path segment after the user id is the key to the whole portal.
  { pattern: /(\/rest\/(?:api\/)?\d+\/)[^/\s"'?#]+/giu, replacement: '$1***' },
  // token=, auth=, access_token=, refresh_token=, client_secret= in queries, forms and JSON.
  {
    pattern:
      /((?:token|auth|access_token|refresh_token|client_secret|secret|password)["']?\s*[=:]\s*["']?)[^&\s"',}]+/giu,
    replacement: '$1***',
  },
  // Telephone numbers: 10 to 15 digits, bare or with the usual separators. Dates and short ids have fewer digits.
  { pattern: /(?<![\w.])\+?\d(?:[\s()-]{0,2}\d){9,14}(?![\w])/gu, replacement: '***' },
];

/** @returns `text` with every secret and telephone number replaced by `***` */
export function redact(text: string): string {
  return RULES.reduce((result, { pattern, replacement }) => result.replace(pattern, replacement), text);
}
