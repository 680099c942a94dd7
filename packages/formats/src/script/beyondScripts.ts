import type { Experiment, HiddenItem, LayerItem, NetworkSettings } from 'gradscope';
import { ACTIVATION_EXPORTS } from '../kinds/activations.ts';
import { unknownKind } from '../kinds/exportOf.ts';
import { INIT_EXPORTS } from '../kinds/initializers.ts';
import { OPTIMIZER_EXPORTS } from '../kinds/optimizers.ts';
import { DATA_EXPORTS } from './dataPart.ts';
import type { ScriptLayers } from './layerScript.ts';
import { NUMPY_LAYERS } from './numpy/numpyLayers.ts';
import { TORCH_LAYERS } from './torch/torchLayers.ts';

export type ScriptLibraryName = 'NumPy' | 'PyTorch';

const LAYERS: Readonly<Record<ScriptLibraryName, ScriptLayers>> = {
  NumPy: NUMPY_LAYERS,
  PyTorch: TORCH_LAYERS,
};

/**
 * The parts of an experiment that the scripts for a library do not cover, each as `path: expected <what they cover>, got
 * <its value>`.
 */
export function beyondScripts(
  { precision, networks, training, data }: Experiment,
  library: ScriptLibraryName,
): string[] {
  const { layers, between } = LAYERS[library];
  const parts = networks.flatMap((network, i) => partsOf(network, `networks[${i}]`));
  const unknown = (key: 'activation' | 'init' | 'kind', known: object) =>
    firstOfEach(parts.flatMap(({ path, part }) => kindAt(`${path}.${key}`, part[key]))).flatMap(
      ([kind, path]) => (Object.hasOwn(known, kind) ? [] : [unknownKind(path, known, kind)]),
    );
  const other = (thing: string, known: object, kind: string) =>
    Object.hasOwn(known, kind) ? [] : [unknownKind(thing, known, kind)];
  return [
    ...(precision === 'float64' ? [] : [`precision: expected float64, got ${precision}`]),
    ...unknown('activation', { ...ACTIVATION_EXPORTS, maxout: true }),
    ...unknown('kind', { ...layers, ...between }),
    ...other('data', DATA_EXPORTS, data.kind),
    ...other('optimizer', OPTIMIZER_EXPORTS, training.optimizer.kind),
    ...unknown('init', INIT_EXPORTS),
    ...networks.flatMap((network, i) => scalingComplaint(network, `networks[${i}]`)),
    ...parts.flatMap(embeddingComplaint),
  ];
}

interface Part {
  readonly path: string;
  readonly part: Pick<LayerItem, 'activation' | 'init' | 'kind'>;
}

/** A network and its hidden layers, those inside blocks too. */
function partsOf(network: NetworkSettings, path: string): Part[] {
  const { activation, init, hidden } = network;
  return [{ path, part: { activation, init } }, ...hiddenParts(hidden, `${path}.hidden`)];
}

function hiddenParts(items: readonly HiddenItem[], path: string): Part[] {
  return items.flatMap((part, i) =>
    typeof part === 'number'
      ? []
      : [{ path: `${path}[${i}]`, part }, ...hiddenParts(part.layers ?? [], `${path}[${i}].layers`)],
  );
}

function kindAt(path: string, value: string | { readonly kind: string } | undefined): [string, string][] {
  if (value === undefined) return [];
  return [[typeof value === 'string' ? value : value.kind, path]];
}

/** Each kind once, with the first path of it. */
function firstOfEach(found: readonly (readonly [kind: string, path: string])[]): [string, string][] {
  const first = new Map<string, string>();
  for (const [kind, path] of found) if (!first.has(kind)) first.set(kind, path);
  return [...first];
}

/** LSUV looks at what each product gives, which scripts do only for dense layers. */
function scalingComplaint(network: NetworkSettings, path: string): string[] {
  const parts = partsOf(network, path);
  const scaled = parts.find(({ part }) => part.init?.kind === 'lsuv');
  const other = parts.find(({ part: { kind = 'dense' } }) => kind !== 'dense');
  return scaled && other
    ? [`${scaled.path}.init: expected another start, since ${other.path} is no dense layer, got "lsuv"`]
    : [];
}

/** Numbers that are no tokens are zeros in our networks, and errors in other programs. */
function embeddingComplaint({ path, part: { kind } }: Part): string[] {
  if (kind !== 'embedding' || /^networks\[\d+\]\.hidden\[0\]$/.test(path)) return [];
  return [`${path}: expected an embedding only as the first layer, on tokens, got one after others`];
}
