import { percentText } from '../../text/shareText.ts';
import type { Evidence } from '../evidence.ts';
import { rangeWhere } from '../layerRange.ts';
import { columnOf } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import { init } from '../remedies/networkRemedies.ts';
import { orthogonalInTime } from '../remedies/timeRemedies.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** Units of a layer that are identical, at the start and at the end: they learn the same. */
export const symmetric: SymptomRules = {
  cause: 'equalUnits',
  inRuns: {
    found: { start: inRun },
    text: ({ distinctUnits }) =>
      `${percentText(distinctUnits)} of the units differ from the others; the rest learn the same`,
    remedies: [init, orthogonalInTime],
  },
  inLogs: {
    found: { start: inLog },
    text: () => 'the units of a layer have the same weights, and learn the same',
    suggestions: [{ text: 'draw the start of the weights at random' }],
  },
};

function inRun({ distinct, layers }: Evidence): Found | undefined {
  const range = rangeWhere(distinct.slice(0, -1), (share, l) => share < 1 && layers[l].width > 1);
  if (!range) return undefined;
  const share = Math.min(...distinct.slice(range[0] - 1, range[1]));
  return { layers: range, severity: 1 - share, evidence: { distinctUnits: share } };
}

/**
 * Hidden layers whose units all have the same weights in the first rows. A layer that is wholly off is left out: it has no gradient
 * that could make its units differ.
 */
function inLog({ run: { detail, layers, series } }: LogEvidence): Found | undefined {
  const spread = detail?.parameterSeries.weight_spread;
  if (!spread) return undefined;
  const last = detail.parameters.length - 1;
  const isAlike = (column: number) => {
    const rows = columnOf(spread, column).slice(0, ALIKE_ROWS);
    return rows.length === ALIKE_ROWS && rows.every(value => value < logThresholds.alikeUnits.value);
  };
  const isOff = (parameter: string) => {
    const layer = layers.findIndex(({ name }) => parameter.startsWith(`${name}.`));
    const rows = columnOf(series.dead, layer).slice(0, ALIKE_ROWS);
    return rows.length > 0 && rows.every(share => share === 1);
  };
  const alike = detail.parameters.map(
    ({ name, shape, frozen }, i) =>
      i < last && !frozen && shape.length === 2 && shape[0] > 1 && isAlike(i) && !isOff(name),
  );
  const range = rangeWhere(alike, Boolean);
  return range && { layers: range, severity: 1, evidence: { distinctUnits: 0 } };
}

/**
 * Weights that start at zero on purpose, as in a branch or an adapter, are no longer alike after some
 * updates.
 */
const ALIKE_ROWS = 3;
