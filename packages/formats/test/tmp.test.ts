import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { writePytorchScript } from '../src/index.ts';
import { exactScript, printedLosses } from './script/exactLosses.ts';
import { layerSamples, preparedSample, trainedSample } from './script/layerSamples.ts';
import { runPython } from './script/runPython.ts';
test('x', () => {
  for (const name of ['convolution in two axes', 'tokens', 'blocks, scale deepNorm','lstm, truncated, AdamW']) {
  const sample = layerSamples.find(s => s.name === name)!;
  const script = exactScript(writePytorchScript(sample.experiment, preparedSample(sample).data));
  writeFileSync(`/tmp/${name.replaceAll(/\W/g,'_')}.py`, script);
  if (!process.env.RUN) continue;
  const got = printedLosses(runPython('/usr/bin/python3', { script }).script);
  const { losses } = trainedSample(sample);
  console.log(name, got.map((l, i) => (l / losses[i] - 1).toExponential(1)).join(' '));
  }
});
