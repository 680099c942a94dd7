import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as gradscope from 'gradscope';
import { expect, test } from 'vitest';

test('exports exactly these values', () => {
  expect(Object.keys(gradscope).sort()).toEqual([
    'DATA',
    'DETAIL_QUANTITIES',
    'Diagnosis',
    'ExperimentError',
    'HELD_OUT_SERIES',
    'HISTOGRAM_BINS',
    'HISTOGRAM_EDGES',
    'LEDGER_SERIES',
    'MODULE_QUANTITIES',
    'Model',
    'ModelBuilder',
    'ModelLayer',
    'NO_BREAK',
    'Network',
    'PARAMETER_NAMES',
    'PARAMETER_QUANTITIES',
    'RESULT_COLUMNS',
    'RandomState',
    'SYMPTOM_KINDS',
    'SummaryTrainer',
    'Trainer',
    'TwinDiagnosis',
    'TwinError',
    'activationKinds',
    'activationNamed',
    'activationNode',
    'activationOf',
    'activations',
    'baselineOf',
    'biographies',
    'bytesText',
    'capitalised',
    'checkGradients',
    'columnsOf',
    'complaintText',
    'countInWords',
    'countText',
    'countedInWords',
    'countedText',
    'criticalPoint',
    'dataKinds',
    'defaultSettings',
    'dense',
    'denseParameters',
    'deriveSeries',
    'describeLogVerdict',
    'describeTwin',
    'describeVerdict',
    'diagnose',
    'diagnoseLog',
    'diagnoseLogs',
    'diagnosisSteps',
    'didYouMean',
    'dropout',
    'durationText',
    'expandSweep',
    'experimentJsonSchema',
    'factorText',
    'fixedExperiment',
    'fractionText',
    'gridAround',
    'gridPoints',
    'hasLearned',
    'initialize',
    'initializers',
    'isRegression',
    'jacobianOf',
    'labelOf',
    'labelsOf',
    'layersOf',
    'learnedSlope',
    'listText',
    'loadData',
    'logFactors',
    'logThresholds',
    'lossOf',
    'maxout',
    'meanField',
    'meanMagnitude',
    'mergeColumns',
    'modelOf',
    'nodeLedger',
    'normalize',
    'notebookHeuristic',
    'optimizerKinds',
    'outputsAt',
    'outputsOf',
    'overfittingIn',
    'overfittingOfLog',
    'overfittingText',
    'parseExperiment',
    'percentText',
    'powerOfTen',
    'powerOfTenths',
    'predict',
    'predictFactors',
    'prepare',
    'probeKinds',
    'qualityOf',
    'rangeText',
    'ratioText',
    'recordedAt',
    'recordedSteps',
    'referenceEngine',
    'registerActivation',
    'registerData',
    'registerInitializer',
    'registerOptimizer',
    'registerProbe',
    'remediesFor',
    'reshape',
    'runTrial',
    'settingText',
    'shareOfText',
    'shownLines',
    'shownText',
    'singularValues',
    'slope',
    'softmax',
    'stack',
    'startingSignal',
    'steadyText',
    'sum',
    'sweepComplaint',
    'sweepJsonSchema',
    'symptomFinder',
    'symptomTitle',
    'tableGuesses',
    'take',
    'textOfSeries',
    'thresholds',
    'train',
    'trainBatch',
    'twinLayersText',
    'twinOf',
    'twinThresholds',
    'unfold',
    'unitText',
    'valueText',
    'wasmEngine',
    'wholePercentText',
    'withoutCredentials',
  ]);
});

test('depends on zod and nothing else', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(Object.keys(manifest.dependencies)).toEqual(['zod']);
  expect(manifest).not.toHaveProperty('peerDependencies');
  expect(manifest).not.toHaveProperty('optionalDependencies');
});

/** Run in a process of its own: what is there before and after the import. */
const OBSERVE = `
  const builtIns = () => Object.getOwnPropertyNames(globalThis).map(name => globalThis[name])
    .filter(value => typeof value === 'function' || (typeof value === 'object' && value !== null))
    .flatMap(value => [value, value.prototype]).filter(Boolean);
  const snapshot = () => new Map(builtIns().map(value => [value, Reflect.ownKeys(value).map(String).join()]));
  const before = { globals: Object.getOwnPropertyNames(globalThis), builtIns: snapshot() };
  await import('gradscope');
  const after = snapshot();
  console.log(JSON.stringify({
    globals: Object.getOwnPropertyNames(globalThis).filter(name => !before.globals.includes(name)),
    changed: [...before.builtIns].filter(([value, keys]) => value !== globalThis && after.get(value) !== keys).length,
    waiting: process.getActiveResourcesInfo().filter(name => /Timeout|Immediate|Worker|TCP/.test(name)),
  }));`;

test('importing it prints nothing, starts nothing, and changes no built-in; the only new globals are zod’s', () => {
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', OBSERVE], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { globals, changed, waiting } = JSON.parse(text);
  expect(globals.filter((name: string) => !name.startsWith('__zod_'))).toEqual([]);
  expect([changed, waiting]).toEqual([0, []]);
});
