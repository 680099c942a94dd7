import * as sweep from '@gradscope/sweep';
import { expect, test } from 'vitest';

test('the public names', () => {
  expect(Object.keys(sweep).sort()).toEqual([
    'SweepError',
    'cancel',
    'documentOf',
    'estimateSeconds',
    'openDatabase',
    'openDatabasePatiently',
    'openTables',
    'reasonsOf',
    'resultsOf',
    'resume',
    'runsPerJob',
    'shownLocation',
    'statusOf',
    'storeError',
    'storeLocation',
    'submit',
    'tableOf',
    'tableSizeOf',
    'work',
  ]);
});
