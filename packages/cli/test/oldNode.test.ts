import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradscopeHere, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const { versions } = process;

/** Has the program believe that it runs on another version of Node.js. */
const runsOn = (value: NodeJS.ProcessVersions) => Object.defineProperty(process, 'versions', { value });

describe('on Node.js 20', () => {
  beforeAll(() => void runsOn({ ...versions, node: '20.20.2' }));
  afterAll(() => {
    runsOn(versions);
    folder.remove();
  });

  it.each([
    'sweep missing.yaml',
    'sweep status',
    'sweep results --out no/where.txt',
    'sweep map --out map.gif',
    'sweep resume',
    'sweep cancel',
    'worker --store postgres://nobody@localhost:1/none',
    'worker',
    'lab --store missing',
  ])('%s says first that it needs a newer one', async command => {
    expect(await gradscopeHere(command.split(' '), { cwd: folder.path })).toEqual({
      stdout: '',
      stderr:
        'gradscope: sweep: expected Node.js 22.12 or newer, got 20.20.2; the other commands run on it\n',
      code: 2,
    });
  });
});
