/** A set of filters that somebody keeps under a name. */

export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** Parameters of the address, as the screens write them. */
  readonly query: Readonly<Record<string, string>>;
}
