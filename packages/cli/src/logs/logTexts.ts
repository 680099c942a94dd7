import { type ImportedLog, type TagUse, withinText } from '@gradscope/formats';
import {
  countText,
  describeLogVerdict,
  describeTwin,
  type LogVerdict,
  logFactors,
  overfittingOfLog,
  rangeText,
  steadyText,
  type TwinVerdict,
} from 'gradscope';
import { remedyJson } from '../commands/diagnoseJson.ts';
import { alignedTable } from '../terminal/alignedTable.ts';

/** With more layers than this the table shows only evenly spaced ones. */
const MOST_LAYERS = 12;
const MOST_TAGS = 20;

/**
 * The text for people: for each run the verdict in words, the proofs of its twin, its gradients by layer, and
 * the meaning of its tags.
 */
export function logText(
  logs: readonly ImportedLog[],
  verdicts: readonly LogVerdict[],
  twins: readonly (TwinVerdict | undefined)[] = [],
): string {
  return logs
    .map(({ tags }, i) => {
      const verdict = verdicts[i];
      const lines = [
        ...describeLogVerdict(verdict),
        ...(twins[i] ? ['', ...describeTwin(twins[i])] : []),
        ...(verdict.healthy ? [] : gradientTable(verdict)),
        ...tagLines(tags),
      ];
      return `${lines.join('\n')}\n`;
    })
    .join('\n');
}

/**
 * Each layer's gradient at the start of the log, as a factor of the next layer's, beside the range of starts
 * that train.
 */
function gradientTable(verdict: LogVerdict): string[] {
  const { run, profile, bands } = verdict.evidence;
  if (!profile) return [];
  const factors = logFactors(verdict.evidence);
  const apart = Math.max(1, Math.ceil(run.layers.length / MOST_LAYERS));
  const rows = run.layers
    .map(({ name }, l) => {
      const band = bands?.factors[l];
      return [
        String(l + 1),
        name,
        steadyText(profile.gradients[l]),
        factors[l] === undefined ? '' : steadyText(Math.exp(factors[l])),
        band ? rangeText([Math.exp(band.low), Math.exp(band.high)]) : '',
      ];
    })
    .filter((_, l) => l % apart === 0 || l === run.layers.length - 1);
  const head = ['layer', 'name', profile.measure, 'of the next', ...(bands ? ['a start that trains'] : [])];
  const table = alignedTable([head, ...rows.map(row => row.slice(0, head.length))], [1]);
  return ['', `The gradient of each layer, from step ${countText(profile.step)}:`, ...table];
}

/** Understood tags are counted, unknown ones are named. */
function tagLines(tags: readonly TagUse[]): string[] {
  const having = (use: TagUse['use']) => tags.filter(one => one.use === use);
  const [used, aside, unknown] = [having('used'), having('set aside'), having('not understood')];
  const reasons = [...new Set(aside.map(one => one.as))].map(
    reason => `${aside.filter(one => one.as === reason).length} ${reason}`,
  );
  const factors = used.flatMap(({ normWithin }) => normWithin ?? []);
  const more = unknown.length > MOST_TAGS ? ', …' : '';
  return [
    '',
    `Tags: ${countText(used.length)} used${reasons.length > 0 ? `; set aside: ${reasons.join('; ')}` : ''}.`,
    ...(factors.length > 0
      ? [`Norms of ${factors.length} of them are estimated from bins, ${withinText(Math.max(...factors))}.`]
      : []),
    ...(unknown.length > 0
      ? [
          `Not understood: ${unknown
            .slice(0, MOST_TAGS)
            .map(({ tag }) => tag)
            .join(', ')}${more}. --map says what they mean.`,
        ]
      : []),
  ];
}

/**
 * The output of `--json` for imported runs, described in `docs/importing.md`. NaN and infinity, which JSON
 * lacks, are null.
 */
export function logJson(
  logs: readonly ImportedLog[],
  verdicts: readonly LogVerdict[],
  { twins, partial }: LoggedTwins = { twins: [], partial: false },
): string {
  const networks = verdicts.map((verdict, i) => ({
    ...networkJson(verdict, logs[i].tags),
    ...(twins[i] && { twin: twinJson(twins[i]) }),
  }));
  return `${JSON.stringify({ networks, partial }, null, 2)}\n`;
}

/** The twins of runs, in their order, and whether some of their trials were not run. */
interface LoggedTwins {
  readonly twins: readonly (TwinVerdict | undefined)[];
  readonly partial: boolean;
}

/** Proofs in it are proofs on the twin. */
function twinJson({ twin, logged, found, factors, shows, verdict, partial }: TwinVerdict) {
  const { range, widths, samples, differences, experiment } = twin;
  return {
    layers: range,
    widths,
    samples,
    differences,
    logged,
    found,
    shows,
    factors,
    causes: verdict.causes,
    remedies: verdict.remedies.map(remedy => ({ ...remedyJson(remedy), provenOn: 'twin' })),
    experiment,
    partial,
  };
}

function networkJson(verdict: LogVerdict, tags: readonly TagUse[]) {
  const { name, state, healthy, trains, steps, symptoms, causes, suggestions, evidence } = verdict;
  const { run, progress, profile, bands } = evidence;
  const all = [1, Math.max(1, run.layers.length)];
  const factors = logFactors(evidence);
  return {
    name,
    imported: true,
    state,
    healthy,
    trains,
    steps,
    learned: progress.learned,
    referenceLearned: null,
    symptoms: symptoms.map(symptom => ({ ...symptom, layers: symptom.layers ?? all })),
    causes,
    remedies: suggestions.map(change => ({
      change,
      scope: null,
      proven: false,
      probability: null,
      interval: null,
      seeds: 0,
      trained: 0,
    })),
    layers: run.layers.map((layer, l) => ({
      layer: l + 1,
      name: layer.name,
      gradient: profile?.gradients[l] ?? null,
      factor: factors[l] === undefined ? null : Math.exp(factors[l]),
      lnReference: bands?.factors[l] ? [bands.factors[l].low, bands.factors[l].high] : null,
    })),
    overfitting: overfittingOfLog(run) ?? null,
    notes: run.notes ?? [],
    tags,
    partial: false,
  };
}
