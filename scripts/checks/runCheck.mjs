import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './checks.mjs';

/** Runs one check and passes its output through. Resolves to its exit code. */
export function runCheck([heading, program, ...args], env = {}) {
  console.log(`\n— ${heading}`);
  return end(heading, start(program, args, env, ['ignore', 'inherit', 'inherit']));
}

/** Runs checks at the same time; what one prints is shown in one piece once it has ended. Resolves to their exit codes. */
export function runTogether(checks) {
  return Promise.all(
    checks.map(([heading, program, ...args]) => {
      const child = start(program, args, {}, ['ignore', 'pipe', 'pipe']);
      const printed = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', part => printed.push(part));
      return end(heading, child, () => process.stdout.write(Buffer.concat(printed)));
    }),
  );
}

function start(program, args, env, stdio) {
  const bin = join(root, 'node_modules/.bin');
  return spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
    stdio,
    shell: process.platform === 'win32',
  });
}

function end(heading, child, show = () => {}) {
  const startedAt = performance.now();
  return new Promise(resolve => {
    child.on('error', error => {
      console.error(`${heading}: expected a program that starts, got ${error.message}`);
      resolve(1);
    });
    child.on('close', code => {
      show();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`— ${heading}: ${code === 0 ? 'passed' : 'failed'} in ${seconds} s`);
      resolve(code ?? 1);
    });
  });
}
