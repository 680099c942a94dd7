import { type ByteSource, piecesOf } from '../byteSource.ts';
import { EventReader, wholeSummary } from '../events/eventReader.ts';
import type { EventTag, EventValue } from '../events/eventValue.ts';
import { FormatError, type Place, quoted } from '../formatError.ts';
import { statisticsOfBins } from './binStatistics.ts';
import { folderLog } from './folderLog.ts';
import type { LogBuilder } from './logBuilder.ts';
import type { LogTarget } from './logTarget.ts';
import { stepOf } from './steps.ts';
import type { TagShape } from './tagMeaning.ts';
import { statisticsOf } from './valueStatistics.ts';

/** Reads a TensorBoard event file; those of one folder are one run. */
export async function readEventFile(source: ByteSource, { path, logOf }: LogTarget): Promise<string[]> {
  const events = new EventLog(path, folderLog(path, 'events', logOf));
  await events.read(source);
  return events.problems();
}

/**
 * Reads a TensorBoard event file into the log of its run: scalars, histograms old and new, tensors of
 * numbers. Only known tags are decoded. A growing file can be followed: {@link read} what was added since.
 */
export class EventLog {
  private readonly file: string;
  private readonly log: LogBuilder;
  private readonly reader: EventReader;
  private readonly strange: string[] = [];
  private strangeCount = 0;
  /** How many values of each tag the log has counted. */
  private readonly counted = new Map<string, number>();

  /** @param file its name in errors */
  constructor(file: string, log: LogBuilder) {
    this.file = file;
    this.log = log;
    this.reader = new EventReader(value => this.add(value), {
      file,
      wants: tag => {
        const { offset } = this.reader;
        log.here = () => ({ file, offset });
        return purposeOf(tag) === undefined && log.wants(tag.name, shapeOf(tag));
      },
    });
  }

  /** Bytes of the file so far. */
  get bytes(): number {
    return this.reader.bytes;
  }

  /** @param source the bytes from {@link bytes} on */
  async read(source: ByteSource): Promise<void> {
    for await (const piece of piecesOf(source)) this.reader.push(piece);
    const { offset } = this.reader;
    this.log.here = () => ({ file: this.file, offset });
    for (const tag of this.reader.summary().tags) {
      const added = tag.count - (this.counted.get(tag.name) ?? 0);
      this.counted.set(tag.name, tag.count);
      const purpose = purposeOf(tag);
      if (purpose === undefined) this.log.countLogged(tag.name, added, shapeOf(tag));
      else this.log.setAside(tag.name, added, purpose);
    }
  }

  /**
   * The parts left out because they broke a rule, one sentence each.
   *
   * @throws FormatError if it is not an event file
   */
  problems(): string[] {
    const { problems, problemCount } = wholeSummary(this.reader, this.file);
    const found = [...problems.map(({ message }) => message), ...this.strange];
    const total = problemCount + this.strangeCount;
    return total > MOST_PROBLEMS
      ? [...found.slice(0, MOST_PROBLEMS), `${this.file}: ${total} problems in all`]
      : found;
  }

  private placeOf({ tag }: EventValue): Place {
    return { file: this.file, place: `tag ${quoted(tag)}`, offset: this.reader.offset };
  }

  private add(value: EventValue): void {
    try {
      addValue(value, () => this.placeOf(value), this.log);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.strangeCount++;
      if (this.strange.length < MOST_PROBLEMS) this.strange.push(error.message);
    }
  }
}

type Kind = Pick<EventTag, 'kind' | 'plugin'>;

const shapeOf = ({ kind }: Kind): TagShape => (kind === 'scalar' ? 'number' : 'values');

/** The purpose of a tag without numbers that are read here; undefined if it may hold some. */
function purposeOf({ kind, plugin }: Kind): string | undefined {
  if (kind === 'scalar' || kind === 'histogram') return undefined;
  if (plugin !== '') return `for TensorBoard’s ${plugin}`;
  return kind === 'other' ? 'pictures or sound' : undefined;
}

/** The most problems of one file that are reported one by one. */
const MOST_PROBLEMS = 5;

function addValue(event: EventValue, place: () => Place, log: LogBuilder): void {
  const { tag } = event;
  const step = stepOf(event.step, place);
  if (event.kind === 'scalar') log.add(tag, step, event.value);
  else if (event.kind === 'histogram') log.addValues(tag, step, statisticsOfBins(event));
  else if (isNumbers(event.values)) log.addValues(tag, step, statisticsOf(event.values));
}

const isNumbers = (values: ArrayLike<number> | readonly string[]): values is ArrayLike<number> =>
  typeof values[0] === 'number';
