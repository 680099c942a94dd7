import { pythonWith } from './pythonWith.mjs';

/** @type {{ python: string | undefined } | undefined} */
let found;

/**
 * The Python that can import PyTorch, or undefined: tests that need it are skipped then. `npm test` sets it up.
 *
 * @returns {string | undefined}
 */
export function pythonWithTorch() {
  found ??= { python: pythonWith('torch') };
  return found.python;
}
