/** Devices that onnxruntime can run models on. */

/** Names as onnxruntime has them: NVIDIA's, DirectX 12 of any maker, Apple's, the processor. */
export const DEVICES = ['cuda', 'dml', 'coreml', 'cpu'] as const;
export type Device = (typeof DEVICES)[number];

/** Beside the processor: what the runtime's binary for this platform was built for (its README). */
const BUILT_FOR: Readonly<Record<string, readonly Device[]>> = {
  'linux-x64': ['cuda'],
  'win32-x64': ['dml'],
  'win32-arm64': ['dml'],
  'darwin-arm64': ['coreml'],
};

/** Devices worth trying on this platform; whether they are there is seen by trying. */
export const candidateDevices = (platform = process.platform, arch = process.arch): readonly Device[] =>
  BUILT_FOR[`${platform}-${arch}`] ?? [];
