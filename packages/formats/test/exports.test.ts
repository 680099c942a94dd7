import { expect, test } from 'vitest';
import * as formats from '../src/index.ts';

test('the public names', () => {
  expect(Object.keys(formats).sort()).toEqual([
    'FormatError',
    'beyondScripts',
    'numpySections',
    'parseExperimentText',
    'readNpy',
    'readNpz',
    'readParquet',
    'readSafetensors',
    'readTable',
    'runArrays',
    'writeExperimentText',
    'writeNpy',
    'writeNpz',
    'writeNumpyScript',
    'writeParquet',
    'writePytorchScript',
    'writeSafetensors',
  ]);
});
