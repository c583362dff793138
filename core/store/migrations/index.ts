/** The schema's history: one file per version, applied in order, never edited after a release. */

import { sql as initial } from './0010-initial.ts';
import { sql as scorecards } from './0020-scorecards.ts';
import { sql as portalSync } from './0030-portal-sync.ts';
import { sql as indexes } from './0040-indexes.ts';
import { sql as crmLinks } from './0050-crm-links.ts';
import { sql as outbox } from './0060-outbox.ts';
import { sql as portalKnowledge } from './0070-portal-knowledge.ts';
import { sql as seenFiles } from './0075-seen-files.ts';
import { sql as vocabulary } from './0090-vocabulary.ts';
import { sql as callOutcome } from './0100-call-outcome.ts';
import { sql as categories } from './0110-categories.ts';
import { sql as corrections } from './0111-corrections.ts';
import { sql as suggestions } from './0112-suggestions.ts';
import { sql as reportRequests } from './0130-report-requests.ts';
import { sql as callScores } from './0140-call-scores.ts';
import { sql as transcriptVersions } from './0150-transcript-versions.ts';
import { sql as figuresByManager } from './0160-figures-by-manager.ts';
import { sql as knownVerdicts } from './0170-known-verdicts.ts';

export interface Migration {
  /** `PRAGMA user_version` after it. */
  readonly version: number;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 10, sql: initial },
  { version: 20, sql: scorecards },
  { version: 30, sql: portalSync },
  { version: 40, sql: indexes },
  { version: 50, sql: crmLinks },
  { version: 60, sql: outbox },
  { version: 70, sql: portalKnowledge },
  { version: 75, sql: seenFiles },
  { version: 90, sql: vocabulary },
  { version: 100, sql: callOutcome },
  { version: 110, sql: categories },
  { version: 111, sql: corrections },
  { version: 112, sql: suggestions },
  { version: 130, sql: reportRequests },
  { version: 140, sql: callScores },
  { version: 150, sql: transcriptVersions },
  { version: 160, sql: figuresByManager },
  { version: 170, sql: knownVerdicts },
];

export const LATEST_VERSION = MIGRATIONS.at(-1)?.version ?? 0;
