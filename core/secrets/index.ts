/** Where secrets lie on machines without a system key store. */

export { createFileSecrets, secretsFileIn } from './file-secrets.ts';
