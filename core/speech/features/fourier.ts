/** Power spectra of frames whose length is no power of two. */

/** @returns a function that writes |X(k)|² for k = 0..size/2 into `power` */
export type PowerSpectrum = (frame: Float64Array, power: Float64Array) => void;

/**
 * A discrete Fourier transform of `size` = odd · 2^p real samples: `odd` interleaved power-of-two transforms, joined with
 * twiddle factors (Cooley and Tukey, 1965). For 320 samples a tenth of the work of multiplying by a cosine matrix.
 */
export function createPowerSpectrum(size: number): PowerSpectrum {
  const inner = size & -size;
  const rows = size / inner;
  const cos = Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float64Array.from({ length: size }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  const order = bitReversal(inner);
  const re = new Float64Array(size);
  const im = new Float64Array(size);

  /** In-place radix-2 butterflies on `inner` values from `at`; their twiddles are every `rows`-th of ours. */
  const transform = (at: number): void => {
    for (let half = 1; half < inner; half *= 2) {
      const step = size / (2 * half);
      for (let from = at; from < at + inner; from += 2 * half) {
        for (let k = 0; k < half; k += 1) {
          const [c, s] = [cos[k * step]!, sin[k * step]!];
          const [low, high] = [from + k, from + k + half];
          const real = re[high]! * c - im[high]! * s;
          const imaginary = re[high]! * s + im[high]! * c;
          re[high] = re[low]! - real;
          im[high] = im[low]! - imaginary;
          re[low] = re[low]! + real;
          im[low] = im[low]! + imaginary;
        }
      }
    }
  };

  return (frame, power) => {
    for (let row = 0; row < rows; row += 1) {
      for (let i = 0; i < inner; i += 1) re[row * inner + i] = frame[row + rows * order[i]!]!;
    }
    im.fill(0);
    for (let row = 0; row < rows; row += 1) transform(row * inner);
    for (let k = 0; k <= size / 2; k += 1) {
      let real = 0;
      let imaginary = 0;
      for (let row = 0; row < rows; row += 1) {
        const at = row * inner + (k % inner);
        const turn = (row * k) % size;
        real += re[at]! * cos[turn]! - im[at]! * sin[turn]!;
        imaginary += re[at]! * sin[turn]! + im[at]! * cos[turn]!;
      }
      power[k] = real * real + imaginary * imaginary;
    }
  };
}

function bitReversal(size: number): Uint16Array {
  const order = new Uint16Array(size);
  for (let i = 1; i < size; i += 1) order[i] = (order[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0);
  return order;
}
