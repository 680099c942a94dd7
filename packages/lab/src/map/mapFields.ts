import { type MapMeasureName, mapMeasures, type SweepView } from '@gradscope/figures';
import { quoted } from '../rows/quoted.ts';
import type { Timeline } from '../session/protocol.ts';
import { decodeDocument, encodeDocument } from '../state/urlDocument.ts';
import { field, hexadecimal, oneOf, timeline, type UrlType } from '../state/urlFields.ts';
import { type AxisChoice, type MapPlan, SIDES, sweepOf } from './mapPlan.ts';

/** The first map: the step sizes of both layers of a small network, which trains up to a fractal boundary. */
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
    throw new RangeError(`expected a loss from 0 on, got ${quoted(text)}`);
  },
  write: String,
};

export const MEASURES = [...Object.keys(mapMeasures), 'symptom'] as MapMeasureName[];

/** The value of `sweep` for a map that is trained in this browser. */
export const HERE = 'here';

const sweepId: UrlType<string> = {
  read(text) {
    if (text === HERE || /^[0-9a-f]{12}$/.test(text)) return text;
    throw new RangeError(`expected ${HERE}, or 12 hexadecimal digits, got ${quoted(text)}`);
  },
  write: id => id,
};

/** A view is checked against the axes of its sweep once the sweep has been read. */
const view: UrlType<SweepView | null> = {
  read(text) {
    const { x, y, facet, others } = (decodeDocument(text) ?? {}) as Partial<SweepView>;
    const isPlace = (place: unknown) =>
      place === undefined || (Number.isInteger(place) && (place as number) >= 0);
    const isView = x !== undefined && [x, y, facet].every(isPlace) && Array.isArray(others);
    if (isView && others.every(other => other === 'median' || isPlace(other))) return { x, y, facet, others };
    throw new RangeError('expected { x, y, facet, others }, got something else');
  },
  write: encodeDocument,
};

/** The fields of the map page's address. */
export const mapFields = {
  /** The experiment and axes of the map. */
  map: field<MapPlan>(plan, FIRST_PLAN),
  /** The lab's experiment, in the lab's form. The map starts with it unless `map` is given. */
  run: field<Timeline | null>({ ...timeline, write: encodeDocument }, null),
  /** The number of networks along each side. */
  side: field(oneOf(...SIDES), '64'),
  measure: field(oneOf(...MEASURES), 'loss'),
  /** The stored sweep to show. Empty for the newest one, if a store is served. */
  sweep: field(sweepId, ''),
  /** The stored sweep that has the rows of the map's own experiment; empty if none has. */
  table: field(hexadecimal(12), ''),
  /** The axes and values of the sweep to show; null for the first view. */
  view: field<SweepView | null>(view, null),
  /** Theory's lines on or off. */
  theory: field(oneOf('on', 'off'), 'on'),
  /** The target loss of "steps to the target". */
  target: field(targetLoss, 0.1),
} as const;
