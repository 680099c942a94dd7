// Writes docs/experiment.schema.json and docs/sweep.schema.json, from which editors complete and check experiments and sweeps,
// out of the schemas in src/experiment. Run it when those change; a test tells.
import { writeFileSync } from 'node:fs';
import { sweepJsonSchema } from '../src/experiment/grid/sweepSchema.ts';
import { experimentJsonSchema } from '../src/experiment/schema.ts';

for (const [name, schema] of [
  ['experiment', experimentJsonSchema()],
  ['sweep', sweepJsonSchema()],
]) {
  const target = new URL(`../../../docs/${name}.schema.json`, import.meta.url);
  writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
}
