import { CONSTANT_FAULTS } from './faults/constantFaults.ts';
import { DATA_FAULTS } from './faults/dataFaults.ts';
import type { Fault } from './faults/fault.ts';
import { FLOAT32_FAULTS, UNDERFLOW_FAULTS } from './faults/precisionFaults.ts';
import { TRAINING_FAULTS } from './faults/trainingFaults.ts';
import { WEIGHT_FAULTS } from './faults/weightFaults.ts';

/** In the order in which their cases are drawn from one random stream. */
export const FAULTS: readonly Fault[] = [
  ...WEIGHT_FAULTS,
  ...TRAINING_FAULTS,
  ...CONSTANT_FAULTS,
  ...DATA_FAULTS,
  ...UNDERFLOW_FAULTS,
];

/** Later rules: they draw last, so that earlier cases stay the same. */
export const LATER_FAULTS: readonly Fault[] = FLOAT32_FAULTS;
