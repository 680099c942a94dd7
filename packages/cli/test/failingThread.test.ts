import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, gradscope, smallExperiment, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);

/** Makes a machine of little memory: what the engine asks for beyond 16 MiB it does not get. */
const LITTLE_MEMORY = `
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + 65536 * pages > 2 ** 24) throw new RangeError('out of memory');
  return grow.call(this, pages);
};`;
const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(LITTLE_MEMORY)}` };

const [sigmoid, relu] = smallExperiment.networks;
const large = { ...relu, name: 'large', hidden: [1000, 1000] };

beforeAll(() => {
  writeFileSync(at('one.json'), JSON.stringify({ ...smallExperiment, networks: [sigmoid, large, relu] }));
  writeFileSync(at('all.json'), JSON.stringify({ ...smallExperiment, networks: [large] }));
});
afterAll(folder.remove);

describe('a network whose thread fails', () => {
  it('is named in one line, exit code 2; the others are saved', async () => {
    const { stdout, stderr, code } = await gradscope(['train', 'one.json', '--out', 'one', '--no-figures'], {
      cwd: folder.path,
      env,
    });
    expect({ stderr, code }).toEqual({
      stderr: 'gradscope: network large: expected its thread to train it, got "out of memory"\n',
      code: 2,
    });
    const { networks } = JSON.parse(readFileSync(at('one', 'run.json'), 'utf8'));
    expect(networks.map(({ name }: { name: string }) => name)).toEqual(['sigmoid', 'relu']);
    expect(filesIn(at('one')).filter(name => name.endsWith('.npz'))).toEqual(['relu.npz', 'sigmoid.npz']);
    expect(stdout).toMatch(/\nlarge\n\nrelu\nstep 0: /);
    expect(stdout).toContain(join('one', 'report.html'));
  });

  it('and is the only one leaves no run to save', async () => {
    const { stdout, stderr, code } = await gradscope(['train', 'all.json', '--out', 'all'], {
      cwd: folder.path,
      env,
    });
    expect([stdout, code]).toEqual(['large\n', 2]);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(existsSync(at('all', 'run.json'))).toBe(false);
  });
});
