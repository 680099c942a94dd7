import { describe, expect, test } from 'vitest';
import { pythonWith } from '../../../scripts/python/pythonWith.mjs';
import { beyondScripts, writeNumpyScript } from '../src/index.ts';
import { exactScript, lossDistance, printedLosses } from './script/exactLosses.ts';
import { type LayerSample, layerSamples, preparedSample, trainedSample } from './script/layerSamples.ts';
import { runPython } from './script/runPython.ts';

const BOUND = 1e-9;
const isCovered = ({ experiment }: LayerSample) => beyondScripts(experiment, 'NumPy').length === 0;
const covered = layerSamples.filter(isCovered);

describe('NumPy, by hand, trains layers to the same losses in 50 steps, relative error ≤ 1e-9', () => {
  test('those of recurrences of every cell, convolutions, pooling, positions and embeddings', ({ skip }) => {
    const python = pythonWith('numpy');
    if (!python) skip('no python3 with numpy here');
    const scripts = covered.map(sample => [
      sample.name,
      exactScript(writeNumpyScript(sample.experiment, preparedSample(sample).data)),
    ]);
    const printed = runPython(python!, Object.fromEntries(scripts));
    const far = covered.flatMap(sample => {
      const distance = lossDistance(printedLosses(printed[sample.name]), trainedSample(sample).losses);
      return distance <= BOUND ? [] : [`${sample.name}: ${distance}`];
    });
    expect(far).toEqual([]);
  });
});

test('a script for NumPy has no attention, blocks and normalizations by themselves, and says where they are', () => {
  for (const sample of layerSamples.filter(one => !isCovered(one))) {
    const text = JSON.stringify(sample.experiment.networks);
    expect(text).toMatch(/"kind":"(attention|block|normalize)"/);
    expect(() => writeNumpyScript(sample.experiment, preparedSample(sample).data)).toThrow(
      /^NumPy script: networks\[0\]\.hidden\[\d\](\.layers\[\d\])*\.kind: expected dense or recurrent or convolution or embedding or pool or positions, got "(attention|block|normalize)", which has no export/,
    );
  }
  for (const sample of covered) {
    expect(JSON.stringify(sample.experiment.networks)).not.toMatch(/"kind":"(attention|block|normalize)"/);
  }
});
