import type { EventTag } from './eventValue.ts';

/** A tag being counted. */
export interface TagEntry {
  readonly name: string;
  readonly kind: EventTag['kind'];
  readonly plugin: string;
  readonly isWanted: boolean;
  count: number;
  firstStep: number;
  lastStep: number;
}

type Bytes = [bytes: Uint8Array, start: number, end: number];

/** A slot: a tag's bytes, what is known of it, and the next with the same hash. */
interface Slot {
  readonly key: Uint8Array;
  readonly entry: TagEntry;
  readonly next: Slot | undefined;
}

/** Tags by the bytes of their names: making text of each name anew would take most of the time of reading. */
export class TagTable {
  readonly #slots = new Map<number, Slot>();
  readonly #entries: TagEntry[] = [];

  get entries(): readonly TagEntry[] {
    return this.#entries;
  }

  find(...[bytes, start, end]: Bytes): TagEntry | undefined {
    let slot = this.#slots.get(hash(bytes, start, end));
    while (slot !== undefined && !isSame(slot.key, bytes, start, end)) slot = slot.next;
    return slot?.entry;
  }

  add(entry: TagEntry, ...[bytes, start, end]: Bytes): void {
    const code = hash(bytes, start, end);
    this.#slots.set(code, { key: bytes.slice(start, end), entry, next: this.#slots.get(code) });
    this.#entries.push(entry);
  }
}

/** FNV-1a. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let code = 0x811c9dc5;
  for (let i = start; i < end; i++) code = Math.imul(code ^ bytes[i]!, 0x01000193);
  return code;
}

function isSame(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let i = 0; i < key.length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}
