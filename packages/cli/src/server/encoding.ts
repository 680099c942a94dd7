import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The supported compressions of a body. */
export type Encoding = 'br' | 'gzip';

const PREFERRED: readonly Encoding[] = ['br', 'gzip'];
/** Less is not worth its header, in bytes. */
const LEAST_BYTES = 512;
/** A fifth larger than at the best quality, and thirty times as fast. */
const QUALITY = 5;
const COMPRESSIBLE = /^(text\/|image\/svg\+xml|application\/(json|wasm|javascript|manifest\+json))/;

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/**
 * The encoding for an `Accept-Encoding`; undefined for none. Source: RFC 9110, section 12.5.3, without `*`.
 */
export function encodingFor(accepted: string | undefined): Encoding | undefined {
  const qualities = new Map(
    (accepted ?? '')
      .toLowerCase()
      .split(',')
      .map(item => {
        const [name, quality] = item.split(';').map(part => part.trim());
        return [name, quality?.startsWith('q=') ? Number(quality.slice(2)) : 1] as const;
      }),
  );
  return PREFERRED.find(name => (qualities.get(name) ?? 0) > 0);
}

/** Whether compression makes a body of this type smaller. */
export function isCompressible(type: string, bytes: number): boolean {
  return bytes >= LEAST_BYTES && COMPRESSIBLE.test(type);
}

/** A body in an encoding, compressed in a thread of the system's. */
export function compressed(body: Uint8Array, encoding: Encoding): Promise<Buffer<ArrayBuffer>> {
  if (encoding === 'gzip') return gzipAsync(body);
  return brotliAsync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}
