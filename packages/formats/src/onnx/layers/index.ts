import type { BuiltInLayer } from 'gradscope';
import { attention } from './attention.ts';
import { block } from './block.ts';
import { convolution } from './convolution.ts';
import { dense } from './dense.ts';
import { embedding } from './embedding.ts';
import type { OnnxLayer } from './onnxLayer.ts';
import { recurrent } from './recurrent.ts';

export const ONNX_LAYERS: Readonly<Record<BuiltInLayer, OnnxLayer>> = {
  dense,
  recurrent,
  convolution,
  attention,
  block,
  embedding,
};
