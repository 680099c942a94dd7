import {
  type AnyDataset,
  type Experiment,
  type InitializedLayer,
  isRegression,
  type LossKind,
  layersOf,
  lossOf,
  outputsOf,
  shapeInto,
} from 'gradscope';

/** A network as a script builds it. */
export interface ScriptNetwork {
  readonly name: string;
  readonly layers: readonly InitializedLayer[];
}

/** The inputs of a script, and the parts it needs. */
export interface ScriptPlan {
  readonly experiment: Experiment;
  readonly data: AnyDataset;
  readonly loss: LossKind;
  readonly networks: readonly ScriptNetwork[];
  readonly batch: number | undefined;
  readonly uses: {
    readonly batchNorm: boolean;
    readonly layerNorm: boolean;
    readonly rmsNorm: boolean;
    readonly skip: boolean;
    readonly dropout: boolean;
    readonly maxout: boolean;
    readonly softmax: boolean;
    readonly prelu: boolean;
    readonly lsuv: boolean;
    /** Products are multiplied by a number. */
    readonly scale: boolean;
    /** Layers without biases. */
    readonly biasless: boolean;
    /** Rows may have positions. */
    readonly positions: boolean;
    /** Outputs have axes, with an answer for each position. */
    readonly answers: boolean;
    /** Layers of other kinds than dense, or anything between layers. */
    readonly kinds: boolean;
    /** Rows are held out, and tested on. */
    readonly test: boolean;
    /** Whether it predicts classes, not values. */
    readonly classes: boolean;
  };
}

/** Losses that a script prints, about. */
const PRINTED = 50;

/** @param data of the same experiment, as `prepare` makes it */
export function scriptPlan(experiment: Experiment, data: AnyDataset): ScriptPlan {
  const { training } = experiment;
  const networks = experiment.networks.map(network => ({
    name: network.name,
    layers: layersOf(network, data, outputsOf(data)),
  }));
  const layers = networks.flatMap(network => everyLayer(network.layers));
  const some = (test: (layer: InitializedLayer) => boolean) => layers.some(test);
  const kinds = some(({ settings: { of, before } }) => of !== undefined || before !== undefined);
  return {
    experiment,
    data,
    loss: lossOf(experiment, data),
    networks,
    batch: training.batch === 'full' || training.batch >= data.samples ? undefined : training.batch,
    uses: {
      batchNorm: some(({ settings }) => settings.normalization === 'batch'),
      layerNorm: some(({ settings }) => settings.normalization === 'layer'),
      rmsNorm: some(({ settings }) => settings.normalization === 'rms'),
      skip: some(({ settings }) => settings.skip),
      dropout: some(({ settings }) => settings.dropout > 0),
      maxout: some(({ settings }) => settings.activation.kind === 'maxout'),
      softmax: some(({ settings }) => settings.activation.kind === 'softmax'),
      prelu: some(({ settings }) => settings.activation.kind === 'prelu'),
      lsuv: some(({ init }) => init.kind === 'lsuv'),
      scale: some(({ settings }) => settings.scale !== 1),
      biasless: some(({ settings }) => !settings.bias),
      positions: data.axes !== undefined || kinds,
      answers: networks.some(network => shapeInto(network.layers.at(-1)!.settings).axes !== undefined),
      kinds,
      test: data.test !== undefined,
      classes: !isRegression(data),
    },
  };
}

/** These layers, each with those inside it after it. */
export function everyLayer(layers: readonly InitializedLayer[]): InitializedLayer[] {
  return layers.flatMap(layer => [layer, ...everyLayer(layer.settings.of?.inner ?? [])]);
}

/** Steps from one printed loss to the next. */
export function printEvery({ training }: Experiment): number {
  return Math.max(1, Math.floor(training.steps / PRINTED));
}
