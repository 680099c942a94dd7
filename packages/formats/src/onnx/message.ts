import protobuf from 'protobufjs/minimal.js';

/** The wire types of the fields used in ONNX's messages. */
const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;

/**
 * A protobuf message under construction, field by field: each call adds one value of the field with that
 * number, and repeated fields are one call for each value.
 *
 * Source: the encoding in "Protocol Buffers, Encoding"; bytes are written by protobufjs.
 */
export class Message {
  private readonly writer = protobuf.Writer.create();

  integer(field: number, value: number): this {
    this.tag(field, VARINT).int64(value);
    return this;
  }

  float(field: number, value: number): this {
    this.tag(field, FIXED32).float(value);
    return this;
  }

  text(field: number, value: string): this {
    this.tag(field, BYTES).string(value);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, BYTES).bytes(value);
    return this;
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.finish());
  }

  finish(): Uint8Array {
    return this.writer.finish();
  }

  private tag(field: number, kind: number) {
    return this.writer.uint32(field * 8 + kind);
  }
}
