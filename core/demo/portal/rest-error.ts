/** A refusal in the portal's own words. */
export class RestError extends Error {
  readonly code: string | number;
  readonly status: number;
  /** More keys of the answer, e.g. `operating_reset_at`. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: string | number, text: string, options: { status?: number; extra?: Record<string, unknown> } = {}) {
    super(text);
    this.name = 'RestError';
    this.code = code;
    this.status = options.status ?? 400;
    this.extra = options.extra ?? {};
  }

  toBody(): Record<string, unknown> {
    return { error: this.code, error_description: this.message, ...this.extra };
  }
}
