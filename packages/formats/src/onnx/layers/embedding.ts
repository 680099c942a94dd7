import { rowsOf } from 'gradscope';
import { DATA_TYPE } from '../schema.ts';
import { type OnnxLayer, sizesOf } from './onnxLayer.ts';

export const embedding: OnnxLayer = (x, { graph, settings, arrays, shape }) => {
  const tokens = graph.node('Reshape', [x, graph.integers([0, ...sizesOf(shape).slice(0, -1)])]);
  const places = graph.node('Cast', [tokens], { to: DATA_TYPE.int64 });
  return graph.node('Gather', [arrays.constant('W', [rowsOf(settings), settings.width]), places], {
    axis: 0,
  });
};
