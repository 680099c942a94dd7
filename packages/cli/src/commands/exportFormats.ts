/**
 * The values of `gradscope export --to`: first the formats with one file per network, then those with one for
 * all.
 */
export const FORMATS = [
  'npz',
  'csv',
  'parquet',
  'safetensors',
  'onnx',
  'events',
  'numpy',
  'pytorch',
  'ipynb',
  'yaml',
] as const;

export type FormatName = (typeof FORMATS)[number];
