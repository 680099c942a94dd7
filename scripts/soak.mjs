// `npm run soak`: the tests that repeat something many times, with the full number of repetitions. A test file takes part if
// it imports soak/soaking.ts, or a helper that does.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, tests } from './checks/checks.mjs';
import { forgetCounts, printCounts } from './checks/counts.mjs';
import { runCheck } from './checks/runCheck.mjs';

const HELPERS = /\/(soaking|worstError)\.ts';/;

const files = ['packages', 'scripts']
  .flatMap(folder => readdirSync(join(root, folder), { recursive: true }).map(name => `${folder}/${name}`))
  .filter(file => file.endsWith('.test.ts') && !file.includes('node_modules'))
  .filter(file => HELPERS.test(readFileSync(join(root, file), 'utf8')));

forgetCounts();
const exitCode = await runCheck(tests('Soak', ...files), { GRADSCOPE_SOAK: '1' });
printCounts(exitCode);
process.exit(exitCode);
