import { FormatError } from './formatError.ts';

/** The part of a web `ReadableStream` that is used, since some browsers cannot iterate over one. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ done: false; value: Uint8Array } | { done: true; value?: Uint8Array | undefined }>;
    cancel(): Promise<void>;
  };
}

/** A file's bytes: whole, or piece by piece, like a Node stream or a browser's `file.stream()`. */
export type ByteSource = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array> | ByteStream;

/** The pieces of a source; a stream that is left early is cancelled. */
export async function* piecesOf(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  if (source instanceof Uint8Array) yield source;
  else if ('getReader' in source) yield* streamPieces(source);
  else yield* source;
}

/**
 * All bytes of a source.
 *
 * @throws FormatError if they are more than `most`, as soon as that is known
 */
export async function bytesOf(source: ByteSource, file: string, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of piecesOf(source)) {
    pieces.push(piece);
    length += piece.length;
    if (length > most)
      throw new FormatError({ file, offset: most, rule: `at most ${most} bytes`, got: 'more' });
  }
  return pieces.length === 1 ? pieces[0] : joined(pieces);
}

/** The bytes of all pieces, one after the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

async function* streamPieces(stream: ByteStream): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } finally {
    await reader.cancel();
  }
}
