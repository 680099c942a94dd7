import { maskedCrc32c } from './maskedCrc32c.ts';
import { FOOTER_BYTES, HEADER_BYTES } from './recordReader.ts';

/** A record of a TFRecord file: data between its length and checksums. */
export function frameRecord(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + data.length + FOOTER_BYTES);
  const view = new DataView(bytes.buffer);
  const end = HEADER_BYTES + data.length;
  view.setUint32(0, data.length, true);
  view.setUint32(8, maskedCrc32c(view, 0, 8), true);
  bytes.set(data, HEADER_BYTES);
  view.setUint32(end, maskedCrc32c(view, HEADER_BYTES, end), true);
  return bytes;
}
