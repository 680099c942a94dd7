import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

const checkout = join(import.meta.dirname, '..');
/** Its own path holds no node_modules but those that the test puts there. */
const folder = mkdtempSync(join(tmpdir(), 'gradscope-published-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PACKAGES = ['core', 'formats', 'figures'];
/** What else the programs of the READMEs import. */
const OTHERS = ['linkedom', '@types/node'];

/** Puts the packages into the folder as npm would: only the files that they publish, and what they depend on. */
beforeAll(() => {
  const others = new Set(OTHERS);
  const names: string[] = [];
  for (const one of PACKAGES) {
    const from = join(checkout, 'packages', one);
    const { name, files, dependencies } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    for (const file of ['package.json', ...files].filter((file: string) => !file.startsWith('!'))) {
      cpSync(join(from, file), join(folder, 'node_modules', name, file), { recursive: true });
    }
    names.push(name);
    for (const dependency of Object.keys(dependencies ?? {})) others.add(dependency);
  }
  for (const name of names) others.delete(name);
  for (const name of others) {
    const at = join(folder, 'node_modules', name);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(join(checkout, 'node_modules', name), at);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

const programsOf = (one: string): string[] =>
  [
    ...readFileSync(join(checkout, 'packages', one, 'README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```/gms),
  ].map(([, program]) => program);
const programs = PACKAGES.flatMap(one =>
  programsOf(one).map((program, i) => [`${one}${i + 1}.ts`, program] as const),
);

/** What the compiler has to say of files in the folder, as a user of the packages would see it. */
function complaints(sources: readonly (readonly [string, string])[], resolution: 'bundler' | 'nodenext') {
  for (const [name, text] of sources) writeFileSync(join(folder, name), text);
  const program = ts.createProgram(
    sources.map(([name]) => join(folder, name)),
    {
      strict: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: ['node'],
      typeRoots: [join(folder, 'node_modules/@types')],
      module: resolution === 'bundler' ? ts.ModuleKind.ESNext : ts.ModuleKind.NodeNext,
      moduleResolution:
        resolution === 'bundler' ? ts.ModuleResolutionKind.Bundler : ts.ModuleResolutionKind.NodeNext,
      // Only ours are of interest.
      skipLibCheck: true,
    },
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

/** Experiments that must not compile. */
const WRONG: readonly (readonly [string, string])[] = [
  ['dta', "{ dta: { kind: 'moons' }, networks: [], training }"],
  ['an unknown kind', "{ data: { kind: 'moon' }, networks: [], training }"],
  [
    'a setting that the kind does not have',
    "{ data: { kind: 'moons' }, networks: [{ name: 'a', hidden: [3], activation: { kind: 'square', gin: 1 }, init: 'zeros' }], training }",
  ],
];

/** Of the series that probes record, and the one that a program of the README declares. */
const MISSPELT = `import type { History } from 'gradscope';
export const right = ({ series }: History) => [series.grad_l2, series.weight_norm];
export const misspelt = ({ series }: History) => series.grad_12;`;

test.each(['bundler', 'nodenext'] as const)(
  'with %s the programs of the READMEs compile, and wrong ones do not',
  resolution => {
    const wrong = WRONG.map(
      ([, document], i) =>
        [
          `wrong${i}.ts`,
          `import type { ExperimentInput } from 'gradscope';
const training = { optimizer: { kind: 'sgd', stepSize: 1 }, steps: 1 } as const;
export const document: ExperimentInput = ${document};`,
        ] as const,
    );
    const found = complaints([...programs, ...wrong, ['misspelt.ts', MISSPELT]], resolution);
    const named = wrong.map(([name]) => found.filter(line => line.includes(name)).length > 0);
    const ofSeries = found.filter(line => line.includes('misspelt.ts'));
    expect(ofSeries).toEqual([expect.stringMatching(/Property 'grad_12' does not exist/)]);
    expect(found.filter(line => !/wrong|misspelt/.test(line))).toEqual([]);
    expect(named).toEqual(WRONG.map(() => true));
  },
);

test.each([
  ['core2.ts', /^0\.9\d*\n$/],
  ['core3.ts', /^(?:[\d.]+ [\d.]+\n){2}$/],
  ['core4.ts', /^3\n\d+ Gradient magnitudes: own\n$/],
  ['core5.ts', /^0\.9\d*\n$/],
  ['core6.ts', /^[\de.-]+ \d{4}\n$/],
])('%s runs', (name, expected) => {
  const { outputText } = ts.transpileModule(Object.fromEntries(programs)[name], {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  writeFileSync(join(folder, 'program.js'), outputText);
  const printed = execFileSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' });
  expect(printed).toMatch(expected);
});
