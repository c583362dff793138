/** Two «voices» (throbbing tones) and stand-ins for the networks that tell voices apart, with their real contracts. */

import { join } from 'node:path';
import { aFolder } from './folders.ts';
import { installByHand } from './installed-model.ts';
import { writeOnnx } from './onnx.ts';
import { seededRandom } from './random.ts';

const RATE = 16_000;
const TONES_HZ = [400, 1200] as const;
/** Their bands of 80 between 20 Hz and 8 kHz on the mel scale 1127 ln(1 + f / 700). */
const VOICE_BANDS = [13, 30] as const;

/** A tone that throbs four times a second over some noise, so that only its own bands rise and fall. @param voice 0 low, 1 high */
export function aVoice(voice: 0 | 1, seconds: number): Float32Array {
  const random = seededRandom(voice + 1);
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => {
    const loudness = 0.3 * (0.55 + 0.45 * Math.sin((2 * Math.PI * 4 * i) / RATE));
    return loudness * Math.sin((2 * Math.PI * TONES_HZ[voice] * i) / RATE) + 0.02 * (random.fraction() - 0.5);
  });
}

/**
 * Logits: silence is 0.5, each voice its energy at its tone; a window's first voice is always the low one.
 *
 * @param gain ten times the usual one hears a voice in any speech
 */
export function aSegmentationModel(modelsFolder: string, gain = 1): string {
  const kernel = 991;
  const filters = new Float32Array(4 * kernel);
  TONES_HZ.forEach((hz, voice) => {
    for (let i = 0; i < kernel; i += 1) {
      const turn = (2 * Math.PI * hz * i) / RATE;
      filters[2 * voice * kernel + i] = (gain * Math.cos(turn)) / 10;
      filters[(2 * voice + 1) * kernel + i] = (gain * Math.sin(turn)) / 10;
    }
  });
  const classes = new Float32Array(7 * 4);
  classes.set([1, 1, 0, 0], 4);
  classes.set([0, 0, 1, 1], 8);
  const bias = Float32Array.of(0.5, 0, 0, -100, -100, -100, -100);
  const path = writeOnnx(join(aFolder(), 'model.onnx'), {
    inputs: { input_values: { type: 'float', dims: [null, 1, null] } },
    outputs: { logits: [null, null, 7] },
    weights: {
      filters: { dims: [4, 1, kernel], data: filters },
      classes: { dims: [7, 4, 1], data: classes },
      bias: { dims: [7], data: bias },
    },
    nodes: [
      { op: 'Conv', inputs: ['input_values', 'filters'], outputs: ['waves'], ints: { strides: [270] } },
      { op: 'Mul', inputs: ['waves', 'waves'], outputs: ['energies'] },
      { op: 'Conv', inputs: ['energies', 'classes', 'bias'], outputs: ['rows'] },
      { op: 'Transpose', inputs: ['rows'], outputs: ['logits'], ints: { perm: [0, 2, 1] } },
    ],
  });
  return installByHand(modelsFolder, { id: 'pyannote-segmentation', engine: 'pyannote', files: [path] });
}

/** How far the band of each tone rises and falls over time (its fourth moment), in two of 256 numbers. */
export function aVoicePrintModel(modelsFolder: string): string {
  const widen = new Float32Array(80 * 256);
  VOICE_BANDS.forEach((band, voice) => (widen[band * 256 + voice] = 1));
  const path = writeOnnx(join(aFolder(), 'model.onnx'), {
    inputs: { feats: { type: 'float', dims: [null, null, 80] } },
    outputs: { embs: [null, 256] },
    weights: { widen: { dims: [80, 256], data: widen } },
    nodes: [
      { op: 'Mul', inputs: ['feats', 'feats'], outputs: ['squares'] },
      { op: 'Mul', inputs: ['squares', 'squares'], outputs: ['powers'] },
      { op: 'ReduceMean', inputs: ['powers'], outputs: ['variance'], ints: { axes: [1], keepdims: 0 } },
      { op: 'MatMul', inputs: ['variance', 'widen'], outputs: ['embs'] },
    ],
  });
  return installByHand(modelsFolder, { id: 'wespeaker-resnet34', engine: 'wespeaker', files: [path] });
}
