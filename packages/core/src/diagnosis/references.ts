import type { Table } from '../data/table.ts';
import { hiddenWidths, isDenseStack } from '../experiment/layers.ts';
import { prepare } from '../experiment/prepare.ts';
import type { Experiment, NetworkSettings } from '../experiment/schema.ts';
import { startingSignal } from '../experiment/startingSignal.ts';
import { type Bands, bandsOf } from './bands.ts';
import { withScaled } from './dataScale.ts';
import { lossOfScores } from './outputFit.ts';
import { REFERENCE_DESIGNS, REFERENCE_STARTS, type ReferenceDesign } from './referenceDesigns.ts';
import { healthyHidden, structuredTraining } from './structuredReference.ts';
import type { Trial } from './trial.ts';

/** Hidden layers of the trained references: shallow networks learn most reliably. */
const TRAINED_LAYERS = 2;
/** … and at least this wide: with one or two units hardly any start learns, whatever the data holds. */
const NARROWEST = 16;
/** For Adam, which needs no tuning for networks this shallow. */
const STEP_SIZE = 0.01;

/**
 * The range of the signal ‖δ[l]‖ in starts of the reference designs with the widths and normalization of
 * network `index`, on its data, standardized.
 */
export function signalBands(experiment: Experiment, index: number, table?: Table): Bands {
  const own = experiment.networks[index];
  const { normalization } = own;
  return bandsOf(
    REFERENCE_DESIGNS.map(design => {
      const hidden = isDenseStack(own) ? normalizedHidden(own) : undefined;
      const reference = referenceOf(experiment, index, design, normalization, hidden);
      return startingSignal(reference, prepare(reference, table), 0, REFERENCE_STARTS).starts;
    }),
  );
}

/** The networks whose training shows what can be learned from the data in this many steps. */
export function referenceTrials(experiment: Experiment, index: number, steps: number): Trial[] {
  return REFERENCE_DESIGNS.map(design => {
    const reference = referenceOf(experiment, index, design);
    const [network] = reference.networks;
    const structured = structuredTraining(experiment, index);
    const optimizer = { kind: 'adam', stepSize: STEP_SIZE, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
    const { loss, batch } = reference.training;
    return {
      experiment: {
        ...reference,
        networks: [
          {
            ...network,
            ...(!structured && {
              hidden: hiddenWidths(network)
                .slice(0, TRAINED_LAYERS)
                .map(width => Math.max(NARROWEST, width)),
            }),
          },
        ],
        training: {
          optimizer,
          schedule: { kind: 'constant', warmup: 0 },
          l2: 0,
          steps: experiment.training.steps,
          batch,
          ...(loss && { loss }),
          ...structured,
        },
        precision: 'float64',
      },
      index: 0,
      steps,
      examined: false,
    };
  });
}

/** One step of the piecewise linear reference at full depth: how many dead units in it are no fault. */
export function deepReferenceTrial(experiment: Experiment, index: number): Trial {
  return {
    experiment: referenceOf(experiment, index, REFERENCE_DESIGNS[0]),
    index: 0,
    steps: 1,
    examined: true,
  };
}

/** The experiment with a single network of the same widths but another design. */
function referenceOf(
  experiment: Experiment,
  index: number,
  design: ReferenceDesign,
  normalization: NetworkSettings['normalization'] = 'none',
  hidden: NetworkSettings['hidden'] = referenceHidden(experiment.networks[index], design),
): Experiment {
  const own = experiment.networks[index];
  const network = {
    name: own.name,
    hidden,
    ...design,
    normalization,
    residual: 'none',
    dropout: 0,
    bias: true,
    parameterization: 'standard',
  } as const;
  const scaled = withScaled(experiment, ['inputs']) ?? experiment;
  const loss = lossOfScores(experiment.training.loss);
  return { ...scaled, networks: [network], training: { ...scaled.training, ...(loss && { loss }) } };
}

function referenceHidden(own: NetworkSettings, design: ReferenceDesign): NetworkSettings['hidden'] {
  if (isDenseStack(own)) return hiddenWidths(own);
  return healthyHidden(own, (REFERENCE_DESIGNS as readonly ReferenceDesign[]).indexOf(design));
}

/** The hidden layers with only their width and normalization. */
export function normalizedHidden({ hidden }: NetworkSettings): NetworkSettings['hidden'] {
  return hidden.map(layer => {
    if (typeof layer === 'number') return layer;
    const { width = 0, normalization } = layer;
    return normalization === undefined ? width : { width, normalization };
  });
}
