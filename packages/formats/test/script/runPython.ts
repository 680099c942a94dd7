import { spawnSync } from 'node:child_process';

/** Runs each script as a program of its own would, one after the other. */
const HARNESS = `
import contextlib, io, json, sys
printed = {}
for name, script in json.load(sys.stdin).items():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(script, name, 'exec'), {'__name__': '__main__'})
    printed[name] = out.getvalue()
json.dump(printed, sys.stdout)
`;

/** What each of the scripts prints, by its name. Throws with what Python says where one fails. */
export function runPython(python: string, scripts: Readonly<Record<string, string>>): Record<string, string> {
  const { stdout, stderr } = spawnSync(python, ['-c', HARNESS], {
    input: JSON.stringify(scripts),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // Of a machine with many cores, small products would wait for all of them.
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
  });
  if (stderr) throw new Error(stderr);
  return JSON.parse(stdout);
}
