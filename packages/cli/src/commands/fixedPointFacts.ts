import {
  activations,
  type CriticalPoint,
  criticalPoint,
  didYouMean,
  type MeanField,
  meanField,
} from 'gradscope';
import { CliError } from '../cliError.ts';

/** The results of `gradscope theory --activation`. */
export interface FixedPointFacts {
  readonly activation: string;
  readonly sigmaB: number;
  /** Undefined if no σw is critical. */
  readonly critical: CriticalPoint | undefined;
  /** The mean field at the requested σw, or at the critical one. */
  readonly here: MeanField | undefined;
  /** The behaviour of a network with this σw and σb if the critical q* repels. */
  readonly instead: MeanField | undefined;
}

const units = { ...activations, maxout: { kind: 'maxout', pieces: 2 } as const };

/** @throws CliError for a name, σw or σb that cannot be */
export function fixedPointFacts(
  activation: string,
  sigmaW: number | undefined,
  sigmaB: number,
): FixedPointFacts {
  if (!isUnit(activation)) {
    const names = Object.keys(units);
    const got = JSON.stringify(activation) + didYouMean(activation, names);
    throw new CliError(`--activation: expected one of ${names.join(', ')}, got ${got}`);
  }
  const unit = units[activation];
  const critical = criticalPoint(unit, sigmaB);
  if (sigmaW !== undefined) {
    return { activation, sigmaB, critical, here: meanField(unit, sigmaW, sigmaB), instead: undefined };
  }
  const instead = critical && !critical.isReached ? meanField(unit, critical.sigmaW, sigmaB) : undefined;
  return { activation, sigmaB, critical, here: critical, instead };
}

/** As JSON, which has no infinity: infinite, arbitrary or missing values are null. */
export function fixedPointJson({ activation, sigmaB, critical, here }: FixedPointFacts): string {
  const { sigmaW = null, qStar = null, chi1 = null, depthScale = null } = here ?? {};
  const numbers = {
    activation,
    sigmaW,
    sigmaB,
    qStar: qStar === 'any' ? null : qStar,
    chi1,
    depthScale,
    criticalSigmaW: critical?.sigmaW ?? null,
  };
  return `${JSON.stringify(numbers, null, 2)}\n`;
}

function isUnit(name: string): name is keyof typeof units {
  return Object.hasOwn(units, name);
}
