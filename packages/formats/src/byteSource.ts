/** What is used of a web `ReadableStream`, which some browsers do not let iterate over. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ done: false; value: Uint8Array } | { done: true; value?: Uint8Array | undefined }>;
    cancel(): Promise<void>;
  };
}

/** A file's bytes: whole, or piece by piece, as a Node stream or a browser's `file.stream()` gives them. */
export type ByteSource = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array> | ByteStream;

/** The pieces of a source; a stream that is left early is cancelled. */
export async function* piecesOf(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  if (source instanceof Uint8Array) yield source;
  else if ('getReader' in source) yield* streamPieces(source);
  else yield* source;
}

async function* streamPieces(stream: ByteStream): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } finally {
    await reader.cancel();
  }
}
