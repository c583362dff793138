/** Letters after a call, from templates and a knowledge base. */

export { standardTemplate } from './templates.ts';
export { writeDrafts, type DraftSource } from './write-drafts.ts';
