/** The page size of WebAssembly, in bytes. */
export const PAGE = 65536;

/**
 * The size limit of a 32-bit WebAssembly memory, in bytes. It is apart from the engine, because an
 * experiment's size is checked without one.
 */
export const LARGEST_MEMORY = 2 ** 32 - PAGE;
