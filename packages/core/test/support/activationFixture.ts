import { readFileSync } from 'node:fs';
import type { ActivationSettings } from '../../src/network/activation/index.ts';

/** Each activation as mpmath has it, at the points `z`, and where it is not smooth. */
interface ActivationFixture {
  readonly z: number[];
  readonly functions: {
    readonly settings: ActivationSettings;
    readonly kinks: number[];
    readonly forward: number[];
    readonly slope: number[];
  }[];
}

const file = new URL('../fixtures/activations/activations.json', import.meta.url);
export const activationFixture: ActivationFixture = JSON.parse(readFileSync(file, 'utf8'));
