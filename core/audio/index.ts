/** Recordings to samples: formats, decoding, sample rates, channels. */

export { openAudio, type AudioSource } from './audio-source.ts';
export { analyseChannels, type ChannelAnalysis, type ChannelLayout } from './channels.ts';
export { detectFormat, FORMAT_PROBE_BYTES, type AudioFormat } from './format.ts';
export { encodeMuLawWave } from './mu-law-wave.ts';
export { createResampler, type Resampler } from './resample.ts';
