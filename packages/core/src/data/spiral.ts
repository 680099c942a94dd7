import { cos } from '../engine/math/cos.ts';
import { sin } from '../engine/math/sin.ts';
import type { RandomState } from '../random/randomState.ts';
import type { Dataset } from './dataset.ts';
import { linspace } from './linspace.ts';
import { requireCount, requireDeviation } from './require.ts';

export interface SpiralSettings {
  /** Points on each arm. */
  readonly pointsPerClass: number;
  /** Arms, each its own class. */
  readonly classes: number;
  /** Standard deviation of a point's angle, in radians. */
  readonly noise: number;
}

/** Radians an arm winds from the centre out. */
const ARM_ANGLE = 4;

/**
 * Points on interleaved spiral arms, one class per arm.
 *
 * Point i of arm j has radius r = i / (n − 1) and angle t = 4 (j + r) + noise g, with g a standard normal,
 * and lies at
 * (r sin t, r cos t). The normals are drawn arm by arm, from the centre out.
 *
 * @param random source of the normals: `pointsPerClass · classes` are drawn
 * @returns X `[pointsPerClass · classes, 2]`, arm by arm, and y the arms' numbers
 * @throws RangeError if a count is not a positive integer or noise is not a finite number ≥ 0
 *
 * Source: Karpathy, CS231n "Putting it together: minimal neural network case study".
 */
export function spiral({ pointsPerClass, classes, noise }: SpiralSettings, random: RandomState): Dataset {
  requireCount('pointsPerClass', pointsPerClass);
  requireCount('classes', classes);
  requireDeviation('noise', noise);
  const samples = pointsPerClass * classes;
  const X = new Float64Array(2 * samples);
  const y = new Int32Array(samples);
  const radii = linspace(0, 1, pointsPerClass);
  for (let arm = 0; arm < classes; arm++) {
    const angles = linspace(arm * ARM_ANGLE, (arm + 1) * ARM_ANGLE, pointsPerClass);
    for (let i = 0; i < pointsPerClass; i++) {
      const row = arm * pointsPerClass + i;
      const angle = angles[i] + random.normal(0, noise);
      X[2 * row] = radii[i] * sin(angle);
      X[2 * row + 1] = radii[i] * cos(angle);
      y[row] = arm;
    }
  }
  return { samples, features: 2, classes, X, y };
}
