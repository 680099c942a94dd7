import { readFileSync, rmSync } from 'node:fs';
import { report } from './checks.mjs';

/** Removes the counts of an earlier run. */
export const forgetCounts = () => rmSync(report, { force: true });

/**
 * Prints the closing line that CI reads: `N passed, N failed[, N skipped]`. A test file that cannot be loaded has no tests
 * to count, so it counts as one that failed.
 */
export function printCounts(exitCode) {
  const { numPassedTests, numFailedTests, numPendingTests } = readReport();
  const failed = exitCode === 0 ? numFailedTests : Math.max(1, numFailedTests);
  const skipped = numPendingTests ? `, ${numPendingTests} skipped` : '';
  console.log(`\n${numPassedTests} passed, ${failed} failed${skipped}`);
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  }
}
