import { type MapMeasureName, mapMeasures } from '@gradscope/figures';
import type { Timeline } from '../session/protocol.ts';
import { decodeDocument, encodeDocument } from '../state/urlDocument.ts';
import { field, oneOf, timeline, type UrlType } from '../state/urlFields.ts';
import { type AxisChoice, type MapPlan, SIDES, sweepOf } from './mapPlan.ts';

/** The first map: step sizes of both layers of a small network, where the edge of what trains is a fractal. */
export const FIRST_PLAN: MapPlan = {
  document: {
    seed: 1,
    data: { kind: 'normals', samples: 16, features: 16 },
    networks: [
      {
        name: 'tanh',
        hidden: { layers: 1, width: 16 },
        activation: { kind: 'tanh' },
        init: { kind: 'normal', std: 1 },
        bias: false,
        parameterization: 'meanField',
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: [10, 10] }, steps: 500 },
  },
  x: { path: 'training.optimizer.stepSize[0]', from: 0.1, to: 1000, scale: 'log', whole: false },
  y: { path: 'training.optimizer.stepSize[1]', from: 0.1, to: 1000, scale: 'log', whole: false },
};

/** The experiment and its axes, as one document. */
const plan: UrlType<MapPlan> = {
  read(text) {
    const read = decodeDocument(text) as Partial<MapPlan> | null;
    if (typeof read?.document !== 'object') throw new RangeError('expected a document with axes, got none');
    const found = { document: read.document, x: axisOf(read.x, 'x'), y: axisOf(read.y, 'y') };
    sweepOf(found, '16', 0);
    return found;
  },
  write: encodeDocument,
};

function axisOf(axis: Partial<AxisChoice> | undefined, name: string): AxisChoice {
  const { path, from, to, scale, whole } = axis ?? {};
  if (typeof path !== 'string' || typeof from !== 'number' || typeof to !== 'number')
    throw new RangeError(`${name}: expected { path, from, to, scale, whole }, got something else`);
  return { path, from, to, scale: scale === 'log' ? 'log' : 'linear', whole: whole === true };
}

const targetLoss: UrlType<number> = {
  read(text) {
    const value = Number(text);
    if (text !== '' && value >= 0 && Number.isFinite(value)) return value;
    throw new RangeError(`expected a loss from 0 on, got "${text}"`);
  },
  write: String,
};

export const MEASURES = Object.keys(mapMeasures) as Exclude<MapMeasureName, 'symptom'>[];

/** All that the address of the map page holds. */
export const mapFields = {
  /** What the map is of. */
  map: field<MapPlan>(plan, FIRST_PLAN),
  /** As the lab writes it: the map begins with its experiment, where `map` says nothing. */
  run: field<Timeline | null>({ ...timeline, write: encodeDocument }, null),
  /** Networks along each side. */
  side: field(oneOf(...SIDES), '64'),
  measure: field(oneOf(...MEASURES), 'loss'),
  /** The loss that "steps to the target" is about. */
  target: field(targetLoss, 0.1),
} as const;
