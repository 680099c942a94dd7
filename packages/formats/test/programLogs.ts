import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { diagnoseLogs, type LogVerdict } from 'gradscope';
import { importLogs } from '../src/index.ts';

/** What a program may have logged of one run: all that the logger has, what its first version had, or the loss alone. */
export const VIEWS = ['schema 2', 'schema 1', 'loss alone'] as const;
export type View = (typeof VIEWS)[number];

const PROGRAMS = new URL('fixtures/programs/', import.meta.url);

/** The names of the programs of a kind: of `healthyLogs/healthy.py` or `faulty.py` in `bench/diagnosis`. */
export function programsOf(kind: 'healthy' | 'faulty'): string[] {
  const stems = filesOf(kind).map(file => file.split('.')[0]);
  return [...new Set(stems)].sort();
}

const filesOf = (kind: string): string[] =>
  readdirSync(new URL(`${kind}/`, PROGRAMS)).filter(file => file.endsWith('.gz'));

/** The verdicts on all that a program trained, from one view of its logs. */
export async function verdictsOf(
  kind: 'healthy' | 'faulty',
  program: string,
  view: View,
): Promise<LogVerdict[]> {
  const extension = view === 'loss alone' ? '.csv' : '.jsonl';
  const files = filesOf(kind).filter(file => file.split('.')[0] === program && file.includes(extension));
  const read = await importLogs(
    files.map(file => {
      const text = gunzipSync(readFileSync(new URL(`${kind}/${file}`, PROGRAMS))).toString();
      const bytes = new TextEncoder().encode(view === 'schema 1' ? firstSchemaOf(text) : text);
      return { path: file.replace(/\.gz$/, ''), read: () => bytes };
    }),
  );
  if (read.problems.length > 0) throw new Error(read.problems.join('\n'));
  return diagnoseLogs(read.logs.map(({ run }) => run));
}

/** Python writes them, JSON has none. */
const NOT_FINITE = /-?Infinity|NaN/g;
const QUANTITIES = ['grad_l2', 'grad_mean', 'grad_max', 'grad_zeros', 'weight_l2'] as const;

interface Head {
  readonly modules: readonly { readonly name: string }[];
  readonly parameters: readonly {
    readonly name: string;
    readonly module: string | null;
    readonly shape: readonly number[];
  }[];
}

type Row = Readonly<Record<string, readonly (number | null)[]>> & { step: number; loss: number };

/** The log that the first version of the logger wrote of a run: only modules with a `weight`, without data and outputs. */
function firstSchemaOf(text: string): string {
  const [head, ...rows] = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line.replace(NOT_FINITE, '"$&"'))) as [Head, ...Row[]];
  const columns = head.parameters
    .map(({ name, shape, module }, i) => ({
      name: name.replace(/\.?weight$/, ''),
      weight: /(?:^|\.)weight$/.test(name),
      shape,
      module,
      i,
    }))
    .filter(({ weight }) => weight);
  const layers = columns.map(({ name, shape }) =>
    shape.length === 2
      ? { name, shape: [shape[1], shape[0]] }
      : { name, size: shape.reduce((a, b) => a * b) },
  );
  const rowOf = (row: Row) => ({
    step: row.step,
    loss: row.loss,
    layers: Object.fromEntries(
      columns.map(({ name, module, i }) => {
        const at = head.modules.findIndex(one => one.name === module);
        return [
          name,
          {
            ...Object.fromEntries(QUANTITIES.map(key => [key, row[key]?.[i]])),
            ...Object.fromEntries(['delta_norm', 'input_delta_norm'].map(key => [key, row[key]?.[at]])),
          },
        ];
      }),
    ),
  });
  const withoutNull = (_: string, value: unknown) => value ?? undefined;
  return [{ gradscope: 1, layers }, ...rows.map(rowOf)]
    .map(line => `${JSON.stringify(line, withoutNull).replace(/"(-?Infinity|NaN)"/g, '$1')}\n`)
    .join('');
}
