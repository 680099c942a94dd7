import type { Reader } from 'protobufjs/minimal.js';
import { ELEMENTS, type ElementKind } from '../elements.ts';
import { readInteger } from './protobufReader.ts';

/** An element's kind, the field that may list such elements one by one, and how one is read from it. */
export interface TensorKind {
  readonly element: ElementKind;
  readonly field: number;
  /** The wire type of one value: 0 for a varint, 1 for 8 bytes, 5 for 4 bytes. */
  readonly wireType: 0 | 1 | 5;
  readonly read: (reader: Reader) => number;
}

const readInt32 = (reader: Reader) => reader.int32();
const small = (element: ElementKind): TensorKind => ({ element, field: 7, wireType: 0, read: readInt32 });

/** By TensorFlow's numbers for types (tensorflow/core/framework/types.proto). */
export const TENSOR_KINDS: Readonly<Record<number, TensorKind>> = {
  1: { element: ELEMENTS.f4, field: 5, wireType: 5, read: reader => reader.float() },
  2: { element: ELEMENTS.f8, field: 6, wireType: 1, read: reader => reader.double() },
  3: small(ELEMENTS.i4),
  4: small(ELEMENTS.u1),
  5: small(ELEMENTS.i2),
  6: small(ELEMENTS.i1),
  9: { element: ELEMENTS.i8, field: 10, wireType: 0, read: readInteger },
  10: { element: ELEMENTS.b1, field: 11, wireType: 0, read: reader => Number(reader.bool()) },
  14: {
    element: ELEMENTS.bf2,
    field: 13,
    wireType: 0,
    read: reader => halfOf(ELEMENTS.bf2, reader.uint32()),
  },
  17: small(ELEMENTS.u2),
  19: { element: ELEMENTS.f2, field: 13, wireType: 0, read: reader => halfOf(ELEMENTS.f2, reader.uint32()) },
  22: { element: ELEMENTS.u4, field: 16, wireType: 0, read: reader => reader.uint32() },
  23: { element: ELEMENTS.u8, field: 17, wireType: 0, read: readInteger },
};

function halfOf({ get }: ElementKind, bits: number): number {
  const view = new DataView(new ArrayBuffer(2));
  view.setUint16(0, bits);
  return get(view, 0, false);
}
