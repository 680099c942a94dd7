import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { farm } from '../farm.ts';
import { drawStructuredCandidates, HEALTHY_KEPT, halfOf, KEPT } from './cases.ts';

// Writes structured/labels.json: the candidates whose label holds, the faulty ones failing and their twins training with
// every seed.

const { values } = parseArgs({ options: { threads: { type: 'string' } } });
const drawn = drawStructuredCandidates();
const groupOf = ({ id }: { id: string }) => id.replace(/[ .]\d+$/, '');
const groups = [...new Set(drawn.map(groupOf))];
const jobs = groups.map(group => {
  const candidates = drawn.filter(one => groupOf(one) === group);
  return { candidates, most: candidates[0]!.accepted.length === 0 ? HEALTHY_KEPT : KEPT };
});
const kept = await farm<object, string[]>(
  './labelWorker.ts',
  jobs,
  done => process.stderr.write(`${done} of ${jobs.length} rules\n`),
  values.threads === undefined ? undefined : Number(values.threads),
);
const lines = jobs.flatMap(({ candidates }, i) =>
  candidates
    .filter(({ id }) => kept[i]!.includes(id))
    .map(({ twin: _twin, ...own }) => JSON.stringify({ half: halfOf(own), ...own })),
);
writeFileSync(new URL('labels.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
process.stderr.write(`${lines.length} kept\n`);
for (const [i, group] of groups.entries()) process.stderr.write(`${group}: ${kept[i]!.length}\n`);
