import type { Experiment } from '../../experiment/schema.ts';
import type { ImportedRun } from '../../log/importedRun.ts';
import type { LoggedOptimizer, RunDetail } from '../../log/runDetail.ts';
import { TwinError } from './twinError.ts';

type OptimizerSettings = Experiment['training']['optimizer'];

/** An optimizer as an experiment has it, and the decay that it adds to gradients. */
export interface TwinOptimizer {
  readonly optimizer: OptimizerSettings;
  readonly l2: number;
}

/**
 * The optimizer that a log names, with its settings.
 *
 * @throws TwinError for an optimizer or a setting that experiments do not have, and if the log names none
 */
export function twinOptimizer({ name }: ImportedRun, { optimizer }: RunDetail): TwinOptimizer {
  if (!optimizer) throw new TwinError(`${name}: expected a log that names the optimizer, got none`);
  const { kind } = optimizer;
  const make = MADE[kind.toLowerCase()];
  if (!make) throw new TwinError(`${name}: expected one of ${NAMED}, got the optimizer ${kind}`);
  const unknown = kind === 'RMSprop' ? [...UNKNOWN, 'momentum'] : UNKNOWN;
  const strange = unknown.find(key => isSet(optimizer.settings[key]));
  if (strange !== undefined) {
    const value = JSON.stringify(optimizer.settings[strange]);
    throw new TwinError(
      `${name}: expected ${kind} without ${strange}, which an experiment has not, got ${value}`,
    );
  }
  const settings = reader(name, optimizer);
  return { optimizer: make(settings), l2: kind === 'AdamW' ? 0 : settings.number('weight_decay', 0) };
}

const NAMED = 'SGD, Adam, AdamW, RMSprop, Adagrad';
/** Options that change the rule of an optimizer in ways that ours do not support. */
const UNKNOWN = ['amsgrad', 'maximize', 'centered', 'dampening', 'lr_decay'];

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && value !== 0;

interface Settings {
  /** @throws TwinError if there is none, and no default */
  number(key: string, fallback?: number): number;
  isTrue(key: string): boolean;
  pair(key: string): readonly [number, number];
}

function reader(name: string, { kind, settings }: LoggedOptimizer): Settings {
  const refuse = (key: string): never => {
    throw new TwinError(
      `${name}: expected a number for ${key} of ${kind}, got ${JSON.stringify(settings[key])}`,
    );
  };
  const number = (key: string, fallback?: number): number => {
    const value = settings[key] ?? fallback;
    return typeof value === 'number' ? value : refuse(key);
  };
  return {
    number,
    isTrue: key => settings[key] === true,
    pair: key => {
      const value = settings[key];
      if (Array.isArray(value) && value.length === 2) return [value[0], value[1]];
      return refuse(key);
    },
  };
}

const stepSizeOf = (settings: Settings) => settings.number('lr');

function adam(settings: Settings) {
  const [beta1, beta2] = settings.pair('betas');
  return { stepSize: stepSizeOf(settings), beta1, beta2, epsilon: settings.number('eps') };
}

/** By PyTorch's class, in small letters. */
const MADE: Readonly<Record<string, (settings: Settings) => OptimizerSettings>> = {
  sgd: settings => {
    const [stepSize, momentum] = [stepSizeOf(settings), settings.number('momentum', 0)];
    if (momentum === 0) return { kind: 'sgd', stepSize };
    return { kind: settings.isTrue('nesterov') ? 'nesterov' : 'momentum', stepSize, momentum };
  },
  adam: settings => ({ kind: 'adam', ...adam(settings) }),
  adamw: settings => ({ kind: 'adamw', ...adam(settings), weightDecay: settings.number('weight_decay', 0) }),
  rmsprop: settings => ({
    kind: 'rmsprop',
    stepSize: stepSizeOf(settings),
    decay: settings.number('alpha'),
    epsilon: settings.number('eps'),
  }),
  adagrad: settings => ({
    kind: 'adagrad',
    stepSize: stepSizeOf(settings),
    epsilon: settings.number('eps'),
  }),
};
