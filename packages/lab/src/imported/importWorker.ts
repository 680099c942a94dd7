// Reads and diagnoses logs in a worker, because a large one would block the page. Nothing leaves the machine.
import { GrowingLogs, type ImportedLog, parseTagRule } from '@gradscope/formats';
import { describeLogVerdict, diagnoseLogs } from 'gradscope';
import type { ImportAnswer, ImportQuestion, Outcome } from './importMessages.ts';

const MOST_NAMED = 5;

addEventListener('message', async ({ data }: MessageEvent<ImportQuestion>) => {
  let outcome: Outcome;
  try {
    outcome = await outcomeOf(data);
  } catch (error) {
    outcome = outcomeOfError(error);
  }
  postMessage({ id: data.id, ...outcome } satisfies ImportAnswer);
});

/** The contents read so far of the last question's files. */
let growing = new GrowingLogs();

async function outcomeOf({ files, rules, layers, goesOn }: ImportQuestion): Promise<Outcome> {
  if (!goesOn) growing = new GrowingLogs({ rules: rules.map(parseTagRule), layers });
  const named = files.map(({ path, file }) => ({
    path,
    size: file.size,
    read: (from: number) => file.slice(from).stream(),
  }));
  const { logs, others, problems } = await growing.read(named);
  const read = logs.filter(({ run }) => Object.keys(run.series).length > 0);
  if (read.length === 0) return { kind: 'complaint', message: nothingText(files, logs, problems) };
  const verdicts = diagnoseLogs(read.map(({ run }) => run));
  return {
    kind: 'logs',
    logs: read.map((log, i) => ({
      ...log,
      healthy: verdicts[i].healthy,
      verdict: describeLogVerdict(verdicts[i]),
    })),
    notes: [...problems, ...(others.length > 0 ? [`${others.length} other files were passed over`] : [])],
  };
}

function nothingText(
  files: ImportQuestion['files'],
  logs: readonly ImportedLog[],
  problems: readonly string[],
): string {
  const tags = logs.flatMap(log => log.tags.map(({ tag }) => tag));
  const shown = `${tags.slice(0, MOST_NAMED).join(', ')}${tags.length > MOST_NAMED ? ', …' : ''}`;
  const got = problems[0] ?? (tags.length > 0 ? `tags that mean nothing here: ${shown}` : 'none');
  return `${files[0].path}: expected a log of gradients, weights or a loss, got ${got}`;
}

/** The browser's error name if a program has written to a file since the page received it. */
const CHANGED = 'NotReadableError';

function outcomeOfError(error: unknown): Outcome {
  if (error instanceof DOMException && error.name === CHANGED) return { kind: 'changed' };
  return { kind: 'complaint', message: error instanceof Error ? error.message : String(error) };
}
