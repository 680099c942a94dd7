import type { FileFormat } from './fileFormat.ts';

/** A network that other programs run. */
export const onnx = {
  title: 'ONNX',
  endings: ['.onnx'],
  network: {
    of: 'network',
    takes: 'precision',
    holds: 'the trained network: x gives scores and probabilities, or values',
    write: async network => (await import('../onnx/writeOnnx.ts')).writeNetworkOnnx(network),
  },
} as const satisfies FileFormat;
