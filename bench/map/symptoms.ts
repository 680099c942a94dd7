import { readFileSync } from 'node:fs';
import { parseExperimentText } from '@gradscope/formats';
import { diagnose, expandSweep, symptomFinder, trainBatch } from 'gradscope';

// Measures how often the map's symptom of a run, from its summary and its start, is the first symptom of a
// full diagnosis.

/** For each sweep of examples/sweeps, one run in this many is used. */
const SWEEPS = { depth: 8, 'step-size': 6, regularisation: 5 };

for (const [name, every] of Object.entries(SWEEPS)) {
  const file = new URL(`../../examples/sweeps/${name}.yaml`, import.meta.url);
  const sweep = expandSweep(parseExperimentText(readFileSync(file, 'utf8'), file.pathname));
  const tell = symptomFinder();
  const spent = { train: 0, tell: 0, diagnose: 0 };
  const differences = new Map<string, number>();
  let runs = 0;
  for (let index = 0; index < sweep.total; index += every, runs++) {
    const experiment = sweep.experimentAt(index);
    const [summary] = timed('train', () => trainBatch([{ experiment }]));
    const told = timed('tell', () => tell(experiment, summary!)) ?? 'healthy';
    const verdict = timed('diagnose', () => diagnose(experiment, 0, { remedies: false }));
    const first = verdict.symptoms[0]?.kind ?? 'healthy';
    const key = `${told} for ${first}`;
    if (told !== first) differences.set(key, (differences.get(key) ?? 0) + 1);
  }
  const differing = [...differences].map(([key, count]) => `${count} × ${key}`);
  const agreed = runs - [...differences.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${name}: ${agreed} of ${runs} as a diagnosis has them${differing.length > 0 ? `; ${differing.join(', ')}` : ''}`,
  );
  const each = Object.entries(spent).map(
    ([what, seconds]) => `${what} ${((1000 * seconds) / runs).toPrecision(2)} ms`,
  );
  console.log(`  a run: ${each.join(', ')}`);

  function timed<Made>(what: keyof typeof spent, make: () => Made): Made {
    const began = performance.now();
    const made = make();
    spent[what] += (performance.now() - began) / 1000;
    return made;
  }
}
