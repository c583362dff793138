/** Figures behind the analytic screens; all take the filter of the list of calls. */

import { callFilter } from './calls.ts';
import { procedure, router } from './procedures.ts';

export const analytics = router({
  figures: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.analytics.figures(input)),

  managers: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.analytics.managers(input)),

  objections: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.analytics.objections(input)),

  /** With the addresses that the recordings play from. */
  coaching: procedure.input(callFilter).query(({ ctx, input }) => {
    const { good, toDiscuss } = ctx.services.analytics.coaching(input);
    const playable = <Moment extends { callId: string }>(moment: Moment) => ({
      ...moment,
      recordingUrl: ctx.links.recordingUrl(moment.callId),
    });
    return { good: good.map(playable), toDiscuss: toDiscuss.map(playable) };
  }),

  worthListening: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.analytics.worthListening(input)),
});
