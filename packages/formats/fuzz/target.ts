/** A parser under test, and what its inputs are made of. */
export interface FuzzTarget {
  /** What an input is called, as a file of the format would be. */
  readonly file: string;
  /** Reads an input, or refuses it with a FormatError. */
  readonly read: (bytes: Uint8Array, file: string) => unknown;
  /** Whole files that are read. Small ones are changed more often. */
  readonly corpus: readonly Uint8Array[];
  /** Files of at most a megabyte, each made to take more time or memory than it should. They come first, as they are. */
  readonly bombs?: () => readonly Uint8Array[];
  /** Words that mean something in the format. */
  readonly tokens?: readonly string[];
  readonly layout?: Layout;
}

/** The parts of a file behind checksums and lengths: changed before these are made, they reach what stands behind. */
export interface Layout {
  readonly split: (file: Uint8Array) => readonly Uint8Array[];
  readonly join: (parts: readonly Uint8Array[]) => Uint8Array;
}
