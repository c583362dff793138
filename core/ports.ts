/** What the core needs from outside, so that it runs the same in Electron, in the browser host, on the command line and in tests. */

/** Time, replaceable in tests. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** Waits; rejects with the signal's reason when aborted. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured log; implementations redact secrets and phone numbers (one list, `core/logging`). */
export interface Logger {
  log(level: LogLevel, event: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Keeps the webhook URL: the system's key store in Electron, a file with mode 0600 elsewhere. */
export interface SecretStore {
  get(name: string): Promise<string | null>;
  set(name: string, value: string | null): Promise<void>;
}

/** Which way leads to another computer; asked before each connection, answered in `core/outgoing`. */
export interface ProxyRules {
  /** `http://[user:password@]host:port`, or null: straight. @throws proxy.unsupported */
  proxyFor(url: URL): Promise<string | null>;
  /** Passwords of known proxies, in the forms in which they occur: for no log and no link. */
  readonly secrets: readonly string[];
}

/** A child process that runs inference and may be killed at any moment. Messages are plain JSON-like data. */
export interface ChildHandle {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, after the process has gone for whatever reason; `code` is null when a signal ended it. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Starts a module of ours in a process of its own: `child_process.fork`, or `utilityProcess.fork` in Electron. */
export interface ProcessForker {
  /** @param modulePath absolute path of the module to run */
  fork(modulePath: string, args?: readonly string[]): ChildHandle;
}
