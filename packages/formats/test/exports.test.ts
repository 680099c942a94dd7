import { expect, test } from 'vitest';
import * as formats from '../src/index.ts';

test('the public names', () => {
  expect(Object.keys(formats).sort()).toEqual([
    'EventReader',
    'FormatError',
    'beyondScripts',
    'importLogs',
    'isLogName',
    'numpySections',
    'parameterArrays',
    'parseExperimentText',
    'parseTagRule',
    'readEvents',
    'readJsonl',
    'readNpy',
    'readNpz',
    'readParquet',
    'readSafetensors',
    'readTable',
    'runArrays',
    'writeEvents',
    'writeExperimentText',
    'writeNpy',
    'writeNpz',
    'writeNumpyScript',
    'writeOnnx',
    'writeParquet',
    'writePytorchScript',
    'writeSafetensors',
  ]);
});
