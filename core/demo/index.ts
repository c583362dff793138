/** A Bitrix24 portal on this computer, for the demo and for tests. */

export interface DemoPortal {
  readonly webhookUrl: string;
  /** Certificate of the throw-away authority that the portal's address is signed with. */
  readonly caPem: string;
  /** The same as a file, for `createPortal({caFile})`. Removed by `close()`. */
  readonly caFile: string;
  close(): Promise<void>;
}
