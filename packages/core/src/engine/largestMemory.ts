/** Of WebAssembly, in bytes. */
export const PAGE = 65536;

/** What a 32-bit WebAssembly memory can hold, in bytes. Apart from the engine: an experiment's size is checked without one. */
export const LARGEST_MEMORY = 2 ** 32 - PAGE;
