import { joined } from '../../src/byteSource.ts';
import { frameRecord } from '../../src/events/frameRecord.ts';
import { readEvents, writeEvents } from '../../src/index.ts';
import { sampleEvents } from '../../test/sampleEvents.ts';
import { LARGEST_INPUT, repeated } from '../mutate.ts';
import type { FuzzTarget, Layout } from '../target.ts';
import { bytesOf, fixture } from './files.ts';

/** Of a record: length and checksum before its data, and a checksum after it. */
const [BEFORE, AFTER] = [12, 4];

/** The data of the records. */
export const records: Layout = {
  split: file => {
    const view = new DataView(file.buffer, file.byteOffset);
    const parts: Uint8Array[] = [];
    for (let at = 0; at < file.length; at += BEFORE + parts.at(-1)!.length + AFTER) {
      parts.push(file.subarray(at + BEFORE, at + BEFORE + view.getUint32(at, true)));
    }
    return parts;
  },
  join: parts => joined(parts.map(frameRecord)),
};

/** Records of one kind, as many as the largest input has room for. */
function many(record: Uint8Array): Uint8Array {
  const framed = frameRecord(record);
  return repeated(framed, Math.floor(LARGEST_INPUT / framed.length));
}

/** A field of bytes, as protobuf has it. */
function field(number: number, ...content: Uint8Array[]): Uint8Array {
  const body = joined(content);
  return joined([Uint8Array.of(8 * number + 2, ...varint(body.length)), body]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [128 + (value % 128), ...varint(Math.floor(value / 128))];
}

const summary = (...parts: Uint8Array[]) => field(5, field(1, ...parts));
const axis = (extent: number) => field(2, Uint8Array.of(8, ...varint(extent)));
/** A float tensor of this shape, of which one value is listed. */
const tensor = (...shape: number[]) =>
  field(8, Uint8Array.of(8, 1), field(2, ...shape.map(axis)), Uint8Array.of(0x2d, 0, 0, 0, 1));
const tag = (name: string) => field(1, bytesOf(name));

export const eventCorpus = [
  ...sampleEvents.map(event => writeEvents([event])),
  writeEvents(sampleEvents),
  fixture('events/old.tfevents'),
  fixture('events/new.tfevents'),
];

export const eventBombs = () => [
  many(summary(tag('fc1.weight.grad'), tensor(2 ** 12))),
  many(summary(tag('fc1.weight.grad'), tensor(2 ** 20))),
  many(summary(tag('t'), tensor(2 ** 32, 2 ** 20))),
  frameRecord(summary(tag('t'), field(8, Uint8Array.of(8, 1), field(2, repeated(axis(1), 100_000))))),
  many(summary(tag('t'))),
  joined(
    Array.from({ length: 26_000 }, (_, i) =>
      frameRecord(summary(tag(`g${i}.grad`), Uint8Array.of(0x15, 0, 0, 0, 0))),
    ),
  ).subarray(0, LARGEST_INPUT),
  frameRecord(repeated(summary(tag('t'), Uint8Array.of(0x15, 0, 0, 0, 0)), 90_000)),
  frameRecord(field(5, joined(Array.from({ length: 80_000 }, (_, i) => field(1, tag(`${i}`)))))),
  frameRecord(repeated(Uint8Array.of(0x0b), 1_000_000)),
  frameRecord(summary(tag('h'), field(5, repeated(Uint8Array.of(0x31, 0, 0, 0, 0, 0, 0, 0, 1), 100_000)))),
];

export const eventTokens = [
  'scalars',
  'histograms',
  'images',
  '\x0a\x00',
  '\x42\x02\x08\x01',
  '\x12\x04\x12\x02\x08\x7f',
  '\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01',
  '\x2a\x0a',
  '\x4a\x0b',
];

export const events: FuzzTarget = {
  file: 'events.out.tfevents.a',
  read: async (bytes, file) => {
    const { problems } = await readEvents(bytes, () => {}, { file });
    // What is left out has to be told as well as what is refused.
    const [problem] = problems;
    if (problem) throw problem;
  },
  corpus: eventCorpus,
  bombs: eventBombs,
  tokens: eventTokens,
  layout: records,
};
