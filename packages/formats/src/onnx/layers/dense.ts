import { columnsOf } from 'gradscope';
import { finish } from './finish.ts';
import type { OnnxLayer } from './onnxLayer.ts';
import { addProduct } from './product.ts';

export const dense: OnnxLayer = (x, source) => {
  const { settings, shape, output } = source;
  const isAffine = settings.activation.kind === 'identity' && settings.normalization === 'none';
  const rank = 2 + (shape.axes?.length ?? 0);
  const z = addProduct(x, source, { rank, output: isAffine ? output : undefined });
  return finish(z, { ...shape, channels: columnsOf(settings) }, x, source);
};
