// The field numbers in use. Source: onnx/onnx.proto, release 1.12.0, which never reuses one.

/** IR version 8 and operator set 17, of ONNX 1.12 (June 2022): every operator used is at least as old. */
export const IR_VERSION = 8;
export const OPSET = 17;

export const MODEL = {
  irVersion: 1,
  producerName: 2,
  docString: 6,
  graph: 7,
  opsetImport: 8,
  metadata: 14,
} as const;

export const OPSET_ID = { domain: 1, version: 2 } as const;
export const METADATA = { key: 1, value: 2 } as const;
export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
export const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5 } as const;
export const ATTRIBUTE = { name: 1, integer: 3, graph: 6, integers: 8, strings: 9, type: 20 } as const;
export const ATTRIBUTE_TYPE = { integer: 2, graph: 5, integers: 7, strings: 8 } as const;
export const TENSOR = { dimension: 1, dataType: 2, name: 8, rawData: 9 } as const;
export const DATA_TYPE = { float32: 1, int64: 7, float64: 11 } as const;
export const VALUE = { name: 1, type: 2, docString: 3 } as const;

/** Field numbers of TypeProto, TypeProto.Tensor, TensorShapeProto and TensorShapeProto.Dimension. */
export const TYPE = {
  tensorType: 1,
  elementType: 1,
  shape: 2,
  shapeDimension: 1,
  dimensionSize: 1,
  dimensionName: 2,
} as const;
