/** A throw-away certificate authority and a server certificate on it, made anew by each process. */

import { generate } from 'selfsigned';

/** `self-signed`: not signed by the authority. `expired` and `wrong-host` are signed but unusable. */
export type CertificateKind = 'good' | 'self-signed' | 'expired' | 'wrong-host';

export interface Certificates {
  /** Of the authority, PEM. */
  readonly caPem: string;
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 86_400_000;
const KEY = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

/** One set per process: making keys takes longer than everything else at the start of a portal. */
const made = new Map<CertificateKind, Promise<Certificates>>();

/** Valid for a week from yesterday. They never leave the memory of this process. */
export function createCertificates(kind: CertificateKind): Promise<Certificates> {
  const known = made.get(kind) ?? make(kind, Date.now());
  made.set(kind, known);
  return known;
}

async function make(kind: CertificateKind, nowMs: number): Promise<Certificates> {
  const notBeforeDate = new Date(nowMs - DAY_MS);
  const notAfterDate = new Date(nowMs + 7 * DAY_MS);
  const authority = await generate([{ name: 'commonName', value: 'Demo portal authority' }], {
    ...KEY,
    notBeforeDate,
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const isExpired = kind === 'expired';
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...KEY,
    notBeforeDate: isExpired ? new Date(nowMs - 9 * DAY_MS) : notBeforeDate,
    notAfterDate: isExpired ? new Date(nowMs - 2 * DAY_MS) : notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames:
          kind === 'wrong-host'
            ? [{ type: 2, value: 'elsewhere.example' }]
            : [
                { type: 2, value: 'localhost' },
                // A name that only a proxy knows: this computer itself is never reached through one.
                { type: 2, value: 'portal.test' },
                { type: 7, ip: '127.0.0.1' },
              ],
      },
    ],
    ...(kind === 'self-signed' ? {} : { ca: { key: authority.private, cert: authority.cert } }),
  });
  return { caPem: authority.cert, key: server.private, cert: server.cert };
}
