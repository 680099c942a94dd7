// `npm run check`: types, lint, import rules and the quick tests, for every few minutes of work. docs/testing.md says what
// only `npm test` covers.
import { bundle, readingChecks, tests, types } from './checks/checks.mjs';
import { forgetCounts, printCounts } from './checks/counts.mjs';
import { runCheck, runTogether } from './checks/runCheck.mjs';

forgetCounts();
// The tests import the other packages as they were built.
for (const step of [types, bundle]) {
  const code = await runCheck(step);
  if (code !== 0) process.exit(code);
}
const quickTests = tests('Quick tests', '--project', 'quick');
const [reading, testsCode] = await Promise.all([oneByOne(readingChecks), runCheck(quickTests)]);
printCounts(testsCode);
process.exit([testsCode, ...reading].find(code => code !== 0) ?? 0);

/** The tests have the other cores. */
async function oneByOne(checks) {
  const exitCodes = [];
  for (const check of checks) exitCodes.push(...(await runTogether([check])));
  return exitCodes;
}
