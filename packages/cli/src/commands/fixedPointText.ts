import { type MeanField, valueText } from 'gradscope';
import type { FixedPointFacts } from './fixedPointFacts.ts';

/** The facts for people: one number per line, with its meaning. */
export function fixedPointText({ activation, sigmaB, critical, here, instead }: FixedPointFacts): string {
  const name = critical && here === critical ? ', the critical σw' : '';
  const lines = here
    ? [`${activation}, σw = ${digits(here.sigmaW)}${name}, σb = ${digits(sigmaB)}`, ...meanFieldLines(here)]
    : [`${activation}, σb = ${digits(sigmaB)}`];
  if (instead) {
    lines.push('', `This q* repels: from 1, q ${destination(instead)}, with χ₁ = ${digits(instead.chi1)}.`);
  }
  if (!critical) lines.push('critical σw   none');
  else if (!name) lines.push(line('critical σw', digits(critical.sigmaW), 'where χ₁ is 1, with this σb'));
  return `${lines.join('\n')}\n`;
}

function meanFieldLines({ qStar, chi1, depthScale }: MeanField): string[] {
  return [
    line('q*', qStar === 'any' ? qStar : digits(qStar), qStarNote(qStar)),
    line(
      'χ₁',
      digits(chi1),
      `what E‖δ‖² is multiplied by, a layer down: gradients ${fate(chi1, depthScale)}`,
    ),
    line('depth scale', digits(depthScale), 'layers over which E‖δ‖² changes by a factor of e'),
  ];
}

function qStarNote(qStar: MeanField['qStar']): string {
  if (qStar === 'any') return 'every variance of z stays what it is';
  if (qStar === Number.POSITIVE_INFINITY) return 'the variance of z grows without bound';
  return 'variance of z, many layers from the input';
}

function fate(chi1: number, depthScale: number): string {
  if (depthScale === Number.POSITIVE_INFINITY) return 'keep their size';
  return chi1 < 1 ? 'vanish' : 'explode';
}

function destination({ qStar }: MeanField): string {
  return qStar === Number.POSITIVE_INFINITY ? 'grows without bound' : `goes to ${digits(Number(qStar))}`;
}

const line = (name: string, value: string, note: string): string =>
  `${name.padEnd(12)}  ${value.padEnd(10)}  ${note}`;

/** Digits that distinguish a critical weight from its neighbours. */
const DIGITS = 7;

const digits = (value: number): string => valueText(value, DIGITS);
