import { type LayerSettings, shapeInto } from 'gradscope';
import { exportOf } from '../kinds/exportOf.ts';
import type { Graph, Value } from './graph.ts';
import type { LayerArrays } from './layerArrays.ts';
import { ONNX_BETWEEN } from './layers/between.ts';
import { ONNX_LAYERS } from './layers/index.ts';

/**
 * Adds a layer in evaluation mode, with what stands before it: batch normalization by its running values, no dropout. Its
 * arrays have the names that they have in .npz files, `W1`, `b1`, …, unless an operator wants them in another order.
 *
 * @param output the name of its output; by default it is named after its node
 * @returns its output
 * @throws FormatError for a kind that has no export
 */
export function addLayer(
  graph: Graph,
  settings: LayerSettings,
  arrays: LayerArrays,
  x: Value,
  output?: Value,
): Value {
  const { before = [], of } = settings;
  graph.enter(arrays.layer);
  const place = `${arrays.layer.replace(/^layer/, 'layer ')}`;
  const entering = before.reduce((value, { kind, values }, i) => {
    const shape = shapeInto({ ...settings, before: before.slice(0, i) });
    return exportOf('ONNX', place, ONNX_BETWEEN, kind)(value, { graph, arrays, values, shape });
  }, x);
  const addInner = (first: Value) =>
    (of?.inner ?? []).reduce(
      (value, layer, k) => addLayer(graph, layer.settings, arrays.inside(k), value),
      first,
    );
  const source = { graph, settings, arrays, shape: shapeInto(settings), output, addInner };
  return exportOf('ONNX', place, ONNX_LAYERS, of?.kind ?? 'dense')(entering, source);
}
