import { readFileSync } from 'node:fs';

/** The version of Gradscope, whose packages are published together: results of one version are never mixed with another's. */
export const version: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version;
