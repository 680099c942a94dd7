import type { HiddenItem } from '../../experiment/hiddenSettings.ts';
import { hiddenSettings } from '../../experiment/layers.ts';
import type { Experiment, NetworkSettings } from '../../experiment/schema.ts';
import { activationOf } from '../../network/activation/index.ts';
import type { InitSettings } from '../../network/initializer/index.ts';
import { criticalPoint } from '../../theory/criticalPoint.ts';
import { networkChange } from '../change.ts';
import type { Remedy } from './remedy.ts';

/** The settings that a hidden layer may override. */
type Own = 'activation' | 'init' | 'normalization' | 'residual';

/** The hidden layers without their own value of this setting, so that the network's applies. */
function withoutOwn({ hidden }: NetworkSettings, key: Own): NetworkSettings['hidden'] {
  return hidden.map(layer => withoutOwnOf(layer, key));
}

function withoutOwnOf(layer: HiddenItem, key: Own): HiddenItem {
  if (typeof layer === 'number') return layer;
  const { [key]: _, ...others } = layer;
  // Inside a block activations differ on purpose: its last layer has none.
  if (!others.layers || key !== 'init') return others;
  return { ...others, layers: others.layers.map(inner => withoutOwnOf(inner, key)) };
}

/** The orthogonal start whose gain is the σw at which the theory of this activation keeps the signal. */
function initFor({ networks }: Experiment, index: number): InitSettings {
  const { activation } = networks[index];
  const unit = activation.kind === 'maxout' ? activation : activationOf(activation);
  const gain = criticalPoint(unit, 0)?.sigmaW;
  if (gain === undefined) return { kind: 'heNormal' };
  return { kind: 'orthogonal', gain: Number(gain.toPrecision(3)) };
}

export const init: Remedy = (experiment, index) => {
  const start = initFor(experiment, index);
  const hidden = withoutOwn(experiment.networks[index], 'init');
  const text = start.kind === 'orthogonal' ? `init: orthogonal, gain ${start.gain}` : `init: ${start.kind}`;
  return networkChange(experiment, index, text, ['weightScale', 'equalUnits'], { init: start, hidden });
};

const activation =
  (kind: 'relu' | 'tanh' | 'leakyRelu'): Remedy =>
  (experiment, index) => {
    const network = experiment.networks[index];
    const hidden = withoutOwn(network, 'activation');
    const own = network.hidden.some(layer => typeof layer !== 'number' && layer.activation);
    if (network.activation.kind === kind && !own) return undefined;
    const settings = kind === 'leakyRelu' ? { kind, slope: 0.1 } : { kind };
    const text = kind === 'leakyRelu' ? 'activation: leakyRelu, slope 0.1' : `activation: ${kind}`;
    return networkChange(experiment, index, text, ['activationSlope'], { activation: settings, hidden });
  };

export const toRelu = activation('relu');
export const toTanh = activation('tanh');
export const toLeaky = activation('leakyRelu');

const normalization =
  (kind: 'batch' | 'layer'): Remedy =>
  (experiment, index) =>
    hiddenSettings(experiment.networks[index]).every(({ normalization }) => normalization === kind) ||
    (kind === 'batch' && experiment.training.batch === 1)
      ? undefined
      : networkChange(experiment, index, `normalization: ${kind}`, ['weightScale', 'activationSlope'], {
          normalization: kind,
          hidden: withoutOwn(experiment.networks[index], 'normalization'),
        });

export const batch = normalization('batch');
export const layer = normalization('layer');

export const residual: Remedy = (experiment, index) =>
  hiddenSettings(experiment.networks[index])
    .slice(1)
    .every(({ residual }) => residual === 'identity')
    ? undefined
    : networkChange(experiment, index, 'residual: identity', ['depth', 'weightScale', 'activationSlope'], {
        residual: 'identity',
        hidden: withoutOwn(experiment.networks[index], 'residual'),
      });

export const fewerLayers: Remedy = (experiment, index) => {
  const { hidden } = experiment.networks[index];
  const count = Math.ceil(hidden.length / 3);
  if (count === hidden.length) return undefined;
  return networkChange(
    experiment,
    index,
    count === 1 ? 'hidden: the first layer' : `hidden: the first ${count} layers`,
    ['depth'],
    {
      hidden: hidden.slice(0, count),
    },
  );
};
