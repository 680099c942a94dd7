/** What `gradscope export --to` takes: first the formats with one file a network, then those with one for all. */
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
