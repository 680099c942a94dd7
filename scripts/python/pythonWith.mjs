import { spawnSync } from 'node:child_process';

/** A python3 that is first on the path may lack Debian's packages. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/**
 * The first Python of this machine that can import a module, or undefined. Looks at `PYTHON` alone if it is set.
 *
 * @param {string} module
 * @returns {string | undefined}
 */
export function pythonWith(module) {
  const pythons = process.env.PYTHON ? [process.env.PYTHON] : PYTHONS;
  return pythons.find(python => spawnSync(python, ['-c', `import ${module}`]).status === 0);
}
