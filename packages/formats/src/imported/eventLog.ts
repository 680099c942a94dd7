import type { ByteSource } from '../byteSource.ts';
import { readEvents } from '../events/eventReader.ts';
import type { EventTag, EventValue } from '../events/eventValue.ts';
import { FormatError } from '../formatError.ts';
import { statisticsOfBins } from './binStatistics.ts';
import type { LogBuilder } from './logBuilder.ts';
import { stepOf } from './steps.ts';
import type { TagShape } from './tagMeaning.ts';
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
    wants: tag => purposeOf(tag) === undefined && log.wants(tag.name, shapeOf(tag)),
  });
  for (const tag of tags) {
    const purpose = purposeOf(tag);
    if (purpose === undefined) log.countUnread(tag.name, tag.count, shapeOf(tag));
    else log.setAside(tag.name, tag.count, purpose);
  }
  const found = [...problems.map(({ message }) => message), ...strange];
  const total = problemCount + strange.length;
  return total > MOST_SAID ? [...found.slice(0, MOST_SAID), `${file}: ${total} problems in all`] : found;
}

type Kind = Pick<EventTag, 'kind' | 'plugin'>;

const shapeOf = ({ kind }: Kind): TagShape => (kind === 'scalar' ? 'number' : 'values');

/** What a tag is for besides numbers that are read here; undefined where it may hold some. */
function purposeOf({ kind, plugin }: Kind): string | undefined {
  if (kind === 'scalar' || kind === 'histogram') return undefined;
  if (plugin !== '') return `for TensorBoard’s ${plugin}`;
  return kind === 'other' ? 'pictures or sound' : undefined;
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
