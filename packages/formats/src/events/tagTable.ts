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

/** The entry of a tag. */
interface Slot {
  readonly key: Uint8Array;
  readonly entry: TagEntry;
  /** Another tag whose name has the same hash. */
  readonly sameHash: Slot | undefined;
  /** The tag that followed this one last time, and probably will again. */
  follower: Slot | undefined;
}

/** Tags by the bytes of their names: decoding each name as text would take most of the reading time. */
export class TagTable {
  private readonly slots = new Map<number, Slot>();
  private readonly added: TagEntry[] = [];
  private last: Slot | undefined;

  get entries(): readonly TagEntry[] {
    return this.added;
  }

  /** The tag whose name is at `start` to `end`. */
  find(bytes: Uint8Array, start: number, end: number): TagEntry | undefined {
    const last = this.last;
    let slot = last?.follower;
    if (slot === undefined || !isSame(slot.key, bytes, start, end)) {
      slot = this.search(bytes, start, end);
      if (last) last.follower = slot;
    }
    this.last = slot;
    return slot?.entry;
  }

  add(entry: TagEntry, bytes: Uint8Array, start: number, end: number): void {
    const code = hash(bytes, start, end);
    const sameHash = this.slots.get(code);
    this.slots.set(code, { key: bytes.slice(start, end), entry, sameHash, follower: undefined });
    this.added.push(entry);
  }

  private search(bytes: Uint8Array, start: number, end: number): Slot | undefined {
    let slot = this.slots.get(hash(bytes, start, end));
    while (slot !== undefined && !isSame(slot.key, bytes, start, end)) slot = slot.sameHash;
    return slot;
  }
}

/** FNV-1a. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let code = 0x811c9dc5;
  for (let i = start; i < end; i++) code = Math.imul(code ^ bytes[i], 0x01000193);
  return code;
}

function isSame(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let i = 0; i < key.length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}
