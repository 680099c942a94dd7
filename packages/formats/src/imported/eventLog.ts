import type { ByteSource } from '../byteSource.ts';
import { readEvents } from '../events/eventReader.ts';
import type { EventValue } from '../events/eventValue.ts';
import { FormatError } from '../formatError.ts';
import { statisticsOfBins } from './binStatistics.ts';
import type { LogBuilder } from './logBuilder.ts';
import { stepOf } from './steps.ts';
import { statisticsOf } from './valueStatistics.ts';

/**
 * Reads a TensorBoard event file: scalars, histograms old and new, tensors of numbers. Only tags that mean something here are
 * decoded.
 *
 * @returns what was left out since it broke a rule, a sentence each
 * @throws FormatError where it is no event file
 */
export async function readEventLog(source: ByteSource, file: string, log: LogBuilder): Promise<string[]> {
  const strange: string[] = [];
  const onValue = (value: EventValue) => {
    try {
      addValue(value, file, log);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      strange.push(error.message);
    }
  };
  const { tags, problems, problemCount } = await readEvents(source, onValue, {
    file,
    wants: ({ name, kind }) => log.wants(name, kind === 'scalar' ? 'number' : 'values'),
  });
  for (const { name, count, kind } of tags) {
    log.countUnread(name, count, kind === 'scalar' ? 'number' : 'values');
  }
  const found = [...problems.map(({ message }) => message), ...strange];
  const total = problemCount + strange.length;
  return total > MOST_SAID ? [...found.slice(0, MOST_SAID), `${file}: ${total} problems in all`] : found;
}

/** Problems of one file that are told one by one. */
const MOST_SAID = 5;

function addValue(event: EventValue, file: string, log: LogBuilder): void {
  const { tag } = event;
  const step = stepOf(event.step, () => ({ file, place: tag }));
  if (event.kind === 'scalar') log.add(tag, step, event.value);
  else if (event.kind === 'histogram') log.addValues(tag, step, statisticsOfBins(event));
  else if (isNumbers(event.values)) log.addValues(tag, step, statisticsOf(event.values));
}

const isNumbers = (values: ArrayLike<number> | readonly string[]): values is ArrayLike<number> =>
  typeof values[0] === 'number';
