import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { EXAMPLES } from './examples.ts';

const FOLDER = join(import.meta.dirname, '../../../../examples');

test.each(Object.entries(EXAMPLES))(
  '%s is the example of that file, recorded more often',
  (name, example) => {
    const file = parseExperiment(parse(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8')));
    const { record, ...own } = parseExperiment(example);
    const { record: theirs, ...others } = file;
    expect(own).toEqual(others);
    expect(record).toEqual({ ...theirs, every: 10 });
  },
);
