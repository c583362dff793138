/** Line icons, 16 × 16; meaning never rests on colour alone, so verdicts, moods and directions each have one. */

const NAMESPACE = 'http://www.w3.org/2000/svg';

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
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.3 10.3L13.5 13.5',
  close: 'M4 4l8 8M12 4l-8 8',
  up: 'M4 10l4-4l4 4',
  down: 'M4 6l4 4l4-4',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.2v.3',
} as const;

export type IconName = keyof typeof PATHS;

/** @returns a decorative icon in the colour of the text; put the meaning beside it in words or in a label */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(NAMESPACE, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(NAMESPACE, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
