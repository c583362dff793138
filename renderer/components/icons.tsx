/** Line icons in the colour of the text, 16 × 16. */

const PATHS = {
  handled: 'M3 8.5l3.2 3.2L13 5',
  argued: 'M3 6h10M3 10h10M10.5 3.5l-5 9',
  ignored: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M4.2 11.8l7.6-7.6',
  in: 'M12.5 3.5l-8 8M4.5 5.5v6h6',
  out: 'M3.5 12.5l8-8M5.5 4.5h6v6',
  positive: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M5.3 9.5c1.2 1.9 4.2 1.9 5.4 0M6 6.2v.6M10 6.2v.6',
  neutral: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M5.5 10h5M6 6.2v.6M10 6.2v.6',
  negative: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M5.3 11c1.2-1.9 4.2-1.9 5.4 0M6 6.2v.6M10 6.2v.6',
  advice: 'M6 13.5h4M6.2 11.5c0-1.6-2-2.3-2-4.7a3.8 3.8 0 0 1 7.6 0c0 2.4-2 3.1-2 4.7z',
  next: 'M2.5 8h10M9 4.5L12.5 8L9 11.5',
  back: 'M13.5 8h-10M7 4.5L3.5 8L7 11.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.3 10.3L13.5 13.5',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.2v.3',
  calls:
    'M4.2 2.5l2 3-1.3 1.6a8 8 0 0 0 4 4l1.6-1.3l3 2c0 1.2-1 2-2.2 1.9C6.500 13.200 2.800 9.500 2.300 4.700C2.200 3.500 3 2.500 4.200 2.500z',
  reports: 'M4 2.5h5.500l3 3v8h-8.500zM9.500 2.500v3h3M6 8.500h4M6 11h4',
  today: 'M2.500 9v3M5.500 6v6M8.500 3.500v9M11.500 6v6M14 9v3',
  objections: 'M2.500 3h11v8h-6l-3 2.500v-2.500h-2zM8 5v2.500M8 9.200v.3',
  categories:
    'M2.500 3h4.500v4.500h-4.500zM2.500 9.500h4.500v4h-4.500zM9.500 4h4.500M9.500 6.500h3M9.500 10.500h4.500M9.500 12.800h3',
  models: 'M3 5.500l5-3l5 3v5l-5 3l-5-3zM3 5.500l5 3l5-3M8 8.500v5',
  managers:
    'M6 2.800a2.300 2.300 0 1 0 0 4.600a2.300 2.300 0 1 0 0-4.600M1.800 13c0-2.500 1.800-4 4.200-4s4.200 1.500 4.200 4M10.500 3.200a2 2 0 0 1 0 3.900M11.800 9.300c1.500.5 2.400 1.800 2.400 3.700',
  settings:
    'M8 5.700a2.300 2.300 0 1 0 0 4.600a2.300 2.300 0 1 0 0-4.600M8 1.800v1.800M8 12.400v1.800M1.800 8h1.800M12.400 8h1.800M3.600 3.600l1.300 1.300M11.100 11.100l1.300 1.300M3.600 12.400l1.300-1.300M11.100 4.900l1.300-1.300',
  collapse: 'M10 4L6 8l4 4',
  expand: 'M6 4l4 4l-4 4',
  sun: 'M8 5.2a2.800 2.800 0 1 0 0 5.600a2.800 2.800 0 1 0 0-5.600M8 1.500v1.200M8 13.300v1.200M1.500 8h1.200M13.300 8h1.200M3.400 3.400l.9.900M11.700 11.700l.9.900M3.400 12.600l.9-.9M11.700 4.300l.9-.9',
  moon: 'M13 9.500A5.500 5.500 0 0 1 6.500 3A5.500 5.500 0 1 0 13 9.500z',
  auto: 'M2.500 3.500h11v7h-11zM6 13.500h4M8 10.500v3',
  language:
    'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M2 8h12M8 2c2 1.800 2.600 4 2.600 6s-.6 4.200-2.600 6M8 2C6 3.800 5.400 6 5.400 8s.6 4.200 2.600 6',
  play: 'M5 3.200l8 4.800l-8 4.800z',
  pause: 'M5.500 3.500v9M10.500 3.500v9',
  rewind: 'M7.500 4L3.500 8l4 4M12.500 4l-4 4l4 4',
  forward: 'M3.500 4l4 4l-4 4M8.500 4l4 4l-4 4',
  copy: 'M5.500 5.500h7.500v7.500h-7.500zM3 10.500V3h7.500',
  up: 'M4 10l4-4l4 4',
  down: 'M4 6l4 4l4-4',
  more: 'M8 3v.3M8 8v.3M8 13v.3',
  bookmark: 'M4.500 2.500h7v11l-3.500-3l-3.500 3z',
  columns: 'M2.500 3.500h11v9h-11zM6.200 3.500v9M9.800 3.500v9',
  command: 'M3 4.500l3.500 3.500L3 11.500M8.500 11.500h4.500',
  close: 'M4 4l8 8M12 4l-8 8',
  partly: 'M3.5 8h9',
  edit: 'M3 13l.600-2.800L10.800 3l2.200 2.200L5.800 12.400z',
  help: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M6.300 6.500a1.700 1.700 0 1 1 2.500 1.500c-.600.300-.800.600-.800 1.200M8 11.200v.2',
  later: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 4.800V8l2.300 1.600',
  silent: 'M2.500 3h11v8h-6l-3 2.500v-2.500h-2zM5.500 7h5',
  external: 'M6.500 3.500h-3v9h9v-3M9 3h4v4M13 3L7.500 8.500',
} as const;

export type IconName = keyof typeof PATHS;

/** Decorative: the meaning stands beside it in words or in a label. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className={`icon icon-${name}`}
      fill="none"
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.5}
      viewBox="0 0 16 16"
      width={size}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
