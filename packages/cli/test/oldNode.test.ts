import { afterAll, describe, expect, it } from 'vitest';
import { gradscope, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Has the program believe that it runs on another Node.js. */
const OLD = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`;
const env = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(OLD)}"` };

describe.concurrent('on Node.js 20', () => {
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
    expect(await gradscope(command.split(' '), { cwd: folder.path, env })).toEqual({
      stdout: '',
      stderr:
        'gradscope: sweep: expected Node.js 22.12 or newer, got 20.20.2; the other commands run on it\n',
      code: 2,
    });
  });
});
