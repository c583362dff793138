/** Widths of short texts, known without laying out a row: a list scrolls through hundreds of them. */

const FONT_PX = 12;

const known = new Map<string, number>();
let canvas: CanvasRenderingContext2D | null = null;

/** @returns pixels, in the letters of tags */
export function textWidth(text: string): number {
  const width = known.get(text) ?? measure(text);
  known.set(text, width);
  return width;
}

function measure(text: string): number {
  if (!canvas) {
    canvas = document.createElement('canvas').getContext('2d');
    if (canvas) canvas.font = `${FONT_PX}px ${getComputedStyle(document.body).fontFamily}`;
  }
  // Without a canvas letters count as wide ones: rather one tag less than a cut one.
  return canvas ? canvas.measureText(text).width : text.length * FONT_PX * 0.7;
}
