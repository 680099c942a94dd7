import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Case } from './cases.ts';
import type { CaseJob, CaseResult } from './caseWorker.ts';
import { farm } from './farm.ts';
import { bySymptom, type Rate, type Score, type Scored, score } from './score.ts';

// The benchmark of record: diagnoses the labelled experiments and prints how often that was right.

type Labelled = Case & { readonly half: 'development' | 'test' };

const { values } = parseArgs({
  options: {
    half: { type: 'string', default: 'test' },
    'no-remedies': { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
    threads: { type: 'string' },
    set: { type: 'string', default: 'dense' },
  },
});
const isDense = values.set === 'dense';
const labels = new URL(isDense ? 'labels.json' : 'structured/labels.json', import.meta.url);
const labelled: Labelled[] = JSON.parse(readFileSync(labels, 'utf8'));
const cases = labelled.filter(({ half }) => half === values.half);
const remedies = !values['no-remedies'];
const started = performance.now();
const results = await farm<CaseJob, CaseResult>(
  './caseWorker.ts',
  cases.map(own => ({ case: own, remedies, published: isDense })),
  done => done % 20 === 0 && process.stderr.write(`${done} of ${cases.length}\n`),
  values.threads === undefined ? undefined : Number(values.threads),
);
const scored = cases.map((own, i): Scored => ({ case: own, result: results[i]! }));
const faulty = scored.filter(({ case: { accepted } }) => accepted.length > 0);

const text = ([hits, of]: Rate) => (of === 0 ? '–' : `${((100 * hits) / of).toFixed(1)} % (${hits}/${of})`);
const row = ({ detected, rightSymptom, rightLayers, falseAlarms }: Score) => ({
  detected: text(detected),
  'right symptom': text(rightSymptom),
  'right layers': text(rightLayers),
  'false alarms': text(falseAlarms),
});
const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

console.log(`${values.half} half: ${faulty.length} faulty, ${scored.length - faulty.length} healthy`);
console.table({
  gradscope: row(score(scored, ({ ours }) => ours, true)),
  ...(isDense && {
    AUTOTRAINER: row(score(scored, ({ autotrainer }) => autotrainer!, false)),
    DeepDiagnosis: row(score(scored, ({ deepDiagnosis }) => deepDiagnosis!, false)),
  }),
});
const symptoms = Object.entries(bySymptom(scored)).map(([kind, { precision, recall }]) => [
  kind,
  { precision: text(precision), recall: text(recall) },
]);
console.table(Object.fromEntries(symptoms));
if (remedies) {
  const proven = (of: readonly Scored[]): Rate => [
    of.filter(({ result }) => result.remedy !== null).length,
    of.length,
  ];
  const mendable = faulty.filter(({ case: { accepted } }) => !accepted.includes('mismatch'));
  console.log(`remedy proven: ${text(proven(faulty))}; where targets are right: ${text(proven(mendable))}`);
  console.log(
    `median seconds with remedies: ${median(faulty.map(({ result }) => result.seconds)).toFixed(2)}`,
  );
}
console.log(
  `median seconds of detection: ${median(results.map(result => result.detectionSeconds)).toFixed(2)}`,
);
console.log(`wall time: ${((performance.now() - started) / 1000).toFixed(0)} s`);

const rules = [...new Set(cases.map(({ rule }) => rule))];
console.table(
  Object.fromEntries(
    rules.map(rule => {
      const own = scored.filter(scored => scored.case.rule === rule);
      const { detected, rightSymptom, rightLayers, falseAlarms } = score(own, ({ ours }) => ours, true);
      return [
        rule,
        {
          cases: own.length,
          detected: detected[0],
          symptom: rightSymptom[0],
          layers: `${rightLayers[0]}/${rightLayers[1]}`,
          'false alarms': falseAlarms[0],
          remedies: own.filter(({ result }) => result.remedy !== null).length,
        },
      ];
    }),
  ),
);
if (values.failures) {
  for (const { case: own, result } of scored) {
    const [first] = result.ours.kinds;
    const right = own.accepted.length === 0 ? !first : first && own.accepted.includes(first);
    const placed = !own.layers || (result.ours.layers && own.layers.join() === result.ours.layers.join());
    if (right && placed && (!remedies || own.accepted.length === 0 || result.remedy)) continue;
    const [net] = own.document.networks;
    console.log(
      `${own.id}: ${own.layers} found ${result.ours.kinds.join()} ${result.ours.layers} share ${result.share.toFixed(2)} remedy ${result.remedy}`,
      `${net!.hidden.length} ${net!.activation} ${JSON.stringify(net!.init)} ${JSON.stringify(own.document.data)} ${JSON.stringify(own.document.training)}`,
    );
  }
}
