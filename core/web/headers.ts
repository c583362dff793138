/** Headers of everything that is sent to a browser. */

/**
 * For the screens: nothing from anywhere but this host. Mantine writes style elements, hence inline styles; recordings and
 * waveforms also come as blobs. Sent as a header, because `frame-ancestors` is ignored in a document.
 */
export const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * For reports, added to the policy that each carries inside: shown in an origin of its own, so that a report reaches
 * neither the token nor the interface of the screens, whatever it holds. Printing counts as a modal dialog.
 */
export const REPORT_POLICY = "sandbox allow-scripts allow-modals allow-downloads; frame-ancestors 'self'";

export const FILE_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};
