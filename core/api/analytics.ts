/** Figures behind the analytic screens; all take the filter of the list of calls. */

import { callFilter } from './calls.ts';
import { procedure, router } from './procedures.ts';

export const analytics = router({
  figures: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.analytics.figures(input)),

  managers: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.analytics.managers(input)),

  objections: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.analytics.objections(input)),

  worthListening: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.analytics.worthListening(input)),
});
