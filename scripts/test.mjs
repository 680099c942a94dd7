// `npm test`: every check there is, in order, the quickest to fail first; stops at the first that fails.
import { bundle, readingChecks, tests, types } from './checks/checks.mjs';
import { forgetCounts, printCounts } from './checks/counts.mjs';
import { runCheck, runTogether } from './checks/runCheck.mjs';

forgetCounts();
for (const step of [types, bundle]) {
  const code = await runCheck(step);
  if (code !== 0) process.exit(code);
}
const failure = (await runTogether(readingChecks)).find(code => code !== 0);
if (failure !== undefined) process.exit(failure);
const exitCode = await runCheck(tests('Tests'));
printCounts(exitCode);
process.exit(exitCode);
