import { rowsOf } from 'gradscope';
import { DATA_TYPE } from '../schema.ts';
import { type OnnxLayer, sizesOf } from './onnxLayer.ts';

/** What is no token gives zeros. */
export const embedding: OnnxLayer = (x, { graph, settings, arrays, shape }) => {
  const vocabulary = rowsOf(settings);
  const [first, last] = [graph.number(0), graph.number(vocabulary - 1)];
  const tokens = graph.node('Reshape', [x, graph.integers([0, ...sizesOf(shape).slice(0, -1)])]);
  const nearest = graph.node('Clip', [graph.node('Floor', [tokens]), first, last]);
  const places = graph.node('Cast', [nearest], { to: DATA_TYPE.int64 });
  const W = arrays.constant('W', [vocabulary, settings.width]);
  const vectors = graph.node('Gather', [W, places], { axis: 0 });
  const isToken = graph.node('Unsqueeze', [graph.node('Equal', [tokens, nearest]), graph.integers([-1])]);
  return graph.node('Where', [isToken, vectors, graph.number(0)]);
};
