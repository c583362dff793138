/** What the frame of the application shows, and what filters choose from. */

import { procedure, router } from './procedures.ts';

export const appInfo = router({
  get: procedure.query(({ ctx }) => ctx.services.app.info()),
});
