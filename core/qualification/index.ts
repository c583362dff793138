/** From findings to how promising the client is. */

export { qualify } from './qualify.ts';
export type { QualifiedCall } from './qualified-call.ts';
