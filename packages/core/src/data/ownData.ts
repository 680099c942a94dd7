import type { DataKind } from './dataKind.ts';

/** The kinds of data that the program has added. */
export const ownData: Record<string, DataKind> = {};
