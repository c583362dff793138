/** What the interface to the screens is built on: the application's services, and the host that carries it. */

import type {
  CallDetails,
  CallFilter,
  CallPage,
  CallQuery,
  ProcessingState,
  StoredReport,
} from '#core/domain/call-list.ts';
import type { Category } from '#core/domain/category.ts';
import type { ComparedFigures, ManagerFigures, ObjectionFigures, WorthListening } from '#core/domain/figures.ts';
import type { CriterionValue, ListedScorecard, ScoreSheet } from '#core/domain/scorecard.ts';
import type { Totals } from '#core/domain/report.ts';
import type { Logger } from '#core/ports.ts';

type Awaitable<T> = T | Promise<T>;

export interface AppInfo {
  readonly version: string;
  /** IANA name; days of filters and reports begin and end in it. */
  readonly timeZone: string;
  readonly dataDir: string;
  /** Days of the first and the last stored call, `YYYY-MM-DD`; null while there is none. */
  readonly callDays: { readonly from: string; readonly to: string } | null;
  /** True when the stored calls are the demo's. */
  readonly isDemo: boolean;
  /** Host name of the connected portal; null when none is connected. */
  readonly portalHost: string | null;
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly categories: readonly Pick<Category, 'id' | 'name' | 'recommendation' | 'isEnabled'>[];
}

/** A file that a host may send to the screens. */
export interface ServedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Media type, e.g. `audio/mpeg`. */
  readonly contentType: string;
}

/** What the application can do for its screens; implemented by the composition root. */
export interface AppServices {
  appInfo(): Awaitable<AppInfo>;

  listCalls(query: CallQuery): Awaitable<CallPage>;
  /** @returns null when there is no such call */
  findCall(id: string): Awaitable<CallDetails | null>;
  totals(filter: CallFilter): Awaitable<Totals>;
  /** @returns null when there is no such call, or no recording of it on this computer */
  recordingFile(callId: string): Awaitable<ServedFile | null>;

  figures(filter: CallFilter): Awaitable<ComparedFigures>;
  /** The busiest first. */
  managers(filter: CallFilter): Awaitable<readonly ManagerFigures[]>;
  objectionFigures(filter: CallFilter): Awaitable<ObjectionFigures>;
  /** At most ten calls, the most worth listening to first. */
  worthListening(filter: CallFilter): Awaitable<readonly WorthListening[]>;

  /** By the active scorecard; null for a call that is unknown or not analysed. */
  scoreOf(callId: string): Awaitable<ScoreSheet | null>;
  /** Keeps a person's judgement beside the automatic one; a null value takes it back. @throws input.invalid */
  judgeCriterion(judgement: {
    readonly callId: string;
    readonly criterionId: string;
    readonly value: CriterionValue | null;
  }): Awaitable<void>;
  listScorecards(): Awaitable<readonly ListedScorecard[]>;
  /** Adds the scorecard of a file and scores calls by it from now on. @throws input.invalid */
  importScorecard(text: string): Awaitable<ListedScorecard>;
  /** @throws input.invalid */
  exportScorecard(id: string): Awaitable<string>;
  /** @throws input.invalid */
  useScorecard(id: string): Awaitable<void>;
  /** @throws input.invalid */
  removeScorecard(id: string): Awaitable<void>;

  /** Makes a report and keeps it. @throws input.invalid, disk.full */
  buildReport(period: StoredReport['period']): Awaitable<StoredReport>;
  /** The newest first. */
  listReports(): Awaitable<readonly StoredReport[]>;
  /** The HTML file of a kept report; null when there is none with this id. */
  reportFile(id: string): Awaitable<ServedFile | null>;

  processingState(): ProcessingState;
  /** @returns a function that ends the listening */
  onProcessingChange(listener: () => void): () => void;
  /** Starts working through what waits; does nothing while that goes on. */
  startProcessing(): Awaitable<void>;
  cancelProcessing(): Awaitable<void>;
}

/** Addresses under which the host serves files to the screen that asked, and to nobody else. */
export interface HostLinks {
  recordingUrl(callId: string): string;
  reportUrl(reportId: string): string;
}

export interface ApiContext {
  readonly services: AppServices;
  readonly links: HostLinks;
  readonly logger: Logger;
}
