// `npm run soak`: the tests that repeat something many times, with the full number of repetitions. A test file takes part if
// it imports soak/soaking.ts, or a helper that does. `--share 0.05` runs a twentieth of what is drawn from a seed, damaged
// files and moments of kills, and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, tests } from './checks/checks.mjs';
import { forgetCounts, printCounts } from './checks/counts.mjs';
import { runCheck } from './checks/runCheck.mjs';

const { share } = parseArgs({ options: { share: { type: 'string', default: '1' } } }).values;
if (!(Number(share) > 0 && Number(share) <= 1)) {
  console.error(`--share: expected a number above 0, at most 1, got ${share}`);
  process.exit(2);
}
const TAKES_PART = Number(share) === 1 ? /\/(soaking|worstError)\.ts';/ : /import \{ draws \}/;

const files = ['packages', 'scripts']
  .flatMap(folder => readdirSync(join(root, folder), { recursive: true }).map(name => `${folder}/${name}`))
  .filter(file => file.endsWith('.test.ts') && !file.includes('node_modules'))
  .filter(file => TAKES_PART.test(readFileSync(join(root, file), 'utf8')));

forgetCounts();
const exitCode = await runCheck(tests('Soak', ...files), { GRADSCOPE_SOAK: share });
printCounts(exitCode);
process.exit(exitCode);
