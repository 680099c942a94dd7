import type { BuiltInInit } from 'gradscope';

/**
 * An initializer in a script: a function of fan_in, fan_out and its settings, named as Python does (`sigma_w`), that
 * returns W, and b if that is not 0.
 */
export interface InitExport {
  /** By default its own, as Python writes it. */
  readonly name?: string;
  readonly before?: string;
  readonly W: string;
  readonly b?: string;
}

const SHAPE = '(fan_in, fan_out)';
const normal = (std: string) => `random.normal(0, ${std}, ${SHAPE})`;
const uniform = (limit: string) => `random.uniform(-${limit}, ${limit}, ${SHAPE})`;
const normalOf = (variance: string): InitExport => ({ W: normal(`np.sqrt(${variance})`) });
const uniformOf = (variance: string): InitExport => ({ W: uniform(`np.sqrt(3 * (${variance}))`) });

const GLOROT = '2 / (fan_in + fan_out)';
const HE = '2 / fan_in';
const LECUN = '1 / fan_in';

export const INIT_EXPORTS: Readonly<Record<BuiltInInit, InitExport>> = {
  normal: { W: normal('std') },
  uniform: { W: uniform('limit') },
  constant: { W: `np.full(${SHAPE}, float(value))` },
  zeros: { W: `np.zeros(${SHAPE})` },
  identity: { name: 'eye', W: 'np.eye(fan_in, fan_out)' },
  orthogonal: {
    W: 'gain * orthonormal(fan_in, fan_out)',
  },
  glorotNormal: normalOf(GLOROT),
  glorotUniform: uniformOf(GLOROT),
  heNormal: normalOf(HE),
  heUniform: uniformOf(HE),
  lecunNormal: normalOf(LECUN),
  lecunUniform: uniformOf(LECUN),
  kerasDefault: uniformOf(GLOROT),
  pytorchDefault: {
    before: 'limit = 1 / np.sqrt(fan_in)',
    W: uniform('limit'),
    b: 'random.uniform(-limit, limit, fan_out)',
  },
  meanField: {
    W: normal('sigma_w / np.sqrt(fan_in)'),
    b: 'random.normal(0, sigma_b, fan_out)',
  },
  lsuv: { W: 'orthonormal(fan_in, fan_out)' },
};
