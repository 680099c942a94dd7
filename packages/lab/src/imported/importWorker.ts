// Reads and diagnoses logs: a large one would hold up the page. Nothing leaves the machine.
import { type ImportedLog, importLogs, parseTagRule } from '@gradscope/formats';
import { describeLogVerdict, diagnoseLog } from 'gradscope';
import type { ImportAnswer, ImportQuestion, Outcome } from './importMessages.ts';

const MOST_NAMED = 5;

addEventListener('message', async ({ data }: MessageEvent<ImportQuestion>) => {
  let outcome: Outcome;
  try {
    outcome = await outcomeOf(data);
  } catch (error) {
    outcome = { kind: 'complaint', message: messageOf(error) };
  }
  postMessage({ id: data.id, ...outcome } satisfies ImportAnswer);
});

async function outcomeOf({ files, rules, layers }: ImportQuestion): Promise<Outcome> {
  const named = files.map(({ path, file }) => ({ path, read: () => file.stream() }));
  const options = { rules: rules.map(parseTagRule), layers };
  const { logs, others, problems } = await importLogs(named, options);
  const read = logs.filter(({ run }) => Object.keys(run.series).length > 0);
  if (read.length === 0) return { kind: 'complaint', message: nothingText(files, logs, problems) };
  return {
    kind: 'logs',
    logs: read.map(log => {
      const verdict = diagnoseLog(log.run);
      return { ...log, healthy: verdict.healthy, verdict: describeLogVerdict(verdict) };
    }),
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
  return `${files[0]!.path}: expected a log of gradients, weights or a loss, got ${got}`;
}

/** What a browser says of a file that a program has written to since it was chosen is of no help. */
function messageOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'NotReadableError') {
    return 'The file has changed since it was chosen: choose or drop it again.';
  }
  return error instanceof Error ? error.message : String(error);
}
