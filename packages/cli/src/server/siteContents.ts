import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { compressed, type Encoding, isCompressible } from './encoding.ts';

/** The served content of a file. */
export interface SiteContent {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  /** Whether other requests may get it in another encoding. */
  readonly varies: boolean;
  readonly encoding: Encoding | undefined;
}

interface Kept {
  /** Changes when the file does. */
  readonly stamp: string;
  readonly plain: Buffer<ArrayBuffer>;
  readonly hash: string;
  readonly bodies: Map<Encoding, Promise<Buffer<ArrayBuffer>>>;
}

/** The files of a site, each read and compressed once as long as it stays the same. */
export class SiteContents {
  private readonly kept = new Map<string, Kept>();
  private readonly change: (content: Buffer, type: string) => Buffer;

  /** `change` transforms a file's content before it is served. */
  constructor(change: (content: Buffer, type: string) => Buffer) {
    this.change = change;
  }

  /** The content of an existing file. */
  async read(file: string, type: string, accepted: Encoding | undefined): Promise<SiteContent> {
    const { plain, hash, bodies } = await this.load(file, type);
    const varies = isCompressible(type, plain.length);
    if (!varies || !accepted) return { body: plain, etag: `"${hash}"`, varies, encoding: undefined };
    const body = bodies.get(accepted) ?? compressed(plain, accepted);
    bodies.set(accepted, body);
    return { body: await body, etag: `"${hash}-${accepted}"`, varies, encoding: accepted };
  }

  private async load(file: string, type: string): Promise<Kept> {
    const { mtimeNs, size } = await stat(file, { bigint: true });
    const stamp = `${mtimeNs}-${size}`;
    const known = this.kept.get(file);
    if (known?.stamp === stamp) return known;
    const plain = Buffer.from(this.change(await readFile(file), type));
    const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
    const fresh: Kept = { stamp, plain, hash, bodies: new Map() };
    this.kept.set(file, fresh);
    return fresh;
  }
}
