/** From findings to how promising the client is. */

export { qualify, type QualifiedCall } from './qualify.ts';
