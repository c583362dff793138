export { createFileLogger, silentLogger } from './file-logger.ts';
export { redact } from './redact.ts';
