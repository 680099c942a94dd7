import { countText, valueText } from 'gradscope';
import { alignedTable } from '../terminal/alignedTable.ts';
import { largestError, type NetworkCheck } from './checkExperiment.ts';

const HEAD = ['network', 'layer', 'parameter', 'compared', 'kinks', 'relative error'];
const LEFT_ALIGNED = [0, 2];

/** The checks as a table for people, and under it the largest error. */
export function gradientTable(checks: readonly NetworkCheck[]): string {
  const rows = checks.map(({ network, layer, parameter, compared, kinks, relativeError }) => [
    network,
    String(layer),
    `${parameter}${layer}`,
    countText(compared),
    countText(kinks),
    compared === 0 ? 'none compared' : valueText(relativeError),
  ]);
  const lines = alignedTable([HEAD, ...rows], LEFT_ALIGNED);
  const { network, layer, parameter, relativeError } = largestError(checks);
  const kinks = checks.some(check => check.kinks > 0) ? [KINKS] : [];
  const largest = `Largest relative error: ${valueText(relativeError)}, in ${parameter}${layer} of ${network}.`;
  return `${[...lines, '', largest, ...kinks].join('\n')}\n`;
}

const KINKS =
  'Kinks: entries left out, because moving them takes a unit across a point without a derivative.';
