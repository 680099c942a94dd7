import { readFileSync } from 'node:fs';
import { packageFile } from './packageFile.ts';

/** The version of this package, as published. */
export const version: string = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')).version;
