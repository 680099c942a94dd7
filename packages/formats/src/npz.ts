import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import { FormatError, quoted, type Refuse, refuser } from './formatError.ts';
import { type NpyArray, readNpy, writeNpy } from './npy.ts';

const SUFFIX = '.npy';
/** What an array in memory can hold everywhere. */
const MOST_BYTES = 2 ** 32;
/** Bytes that may be in any archive, and how many more for each of its own. Deflate alone would allow 1,032. */
const LEAST_ROOM = 2 ** 26;
const MOST_GROWTH = 32;

/**
 * The bytes of a .npz file, as `numpy.load` reads them; the same arrays give the same bytes.
 *
 * The arrays are stored, not deflated: gradients and weights have random low bits, and deflating 3.2 MB of such took
 * 200 ms instead of 18 to save 2.5 %.
 *
 * @param entries arrays by name, in the order they are to have in the file
 * @throws RangeError or TypeError as `writeNpy` does, and RangeError for an empty name
 */
export function writeNpz(entries: Readonly<Record<string, NpyArray>>): Uint8Array {
  const files = Object.entries(entries).map(([name, array]) => {
    if (name === '') throw new RangeError('writeNpz: expected a name for each array, got ""');
    return [name + SUFFIX, writeNpy(array)];
  });
  // Midnight of the local zone, because that is how zip dates are meant: the bytes do not depend on the zone.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(files), { level: 0, mtime });
}

/**
 * The arrays of a .npz file by name, stored or deflated.
 *
 * @param file what to call it in an error; an array in it is called `file/name.npy`
 * @throws FormatError where the bytes are no zip archive, one of its files is no .npy file `readNpy` reads or comes twice, or
 * what is in it is far larger than the archive: 32 times and 64 MiB
 */
export function readNpz(bytes: Uint8Array, file = 'npz'): Record<string, NpyArray> {
  return Object.fromEntries(
    Object.entries(unzip(bytes, refuser(file))).map(([member, content]) => [
      member.slice(0, -SUFFIX.length),
      readNpy(content, `${file}/${member}`),
    ]),
  );
}

function unzip(bytes: Uint8Array, refuse: Refuse): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: memberCheck(bytes.length, refuse) });
  } catch (error) {
    if (error instanceof FormatError) throw error;
    return refuse(0, 'a zip archive', (error as Error).message);
  }
}

/** Looks at each member before any room is made for it: what an archive says of sizes may be a mistake or an attack. */
function memberCheck(length: number, refuse: Refuse): (member: UnzipFileInfo) => boolean {
  const most = LEAST_ROOM + MOST_GROWTH * length;
  const names = new Set<string>();
  let total = 0;
  return ({ name, size, originalSize, compression }) => {
    if (!name.endsWith(SUFFIX)) refuse(0, 'only .npy files', quoted(name));
    if (names.has(name)) refuse(0, 'each array once', `${quoted(name)} twice`);
    names.add(name);
    if (originalSize >= MOST_BYTES)
      refuse(0, 'arrays below 4 GiB', `${quoted(name)} of ${originalSize} bytes`);
    if (size > length) refuse(0, `members of at most ${length} bytes`, `${quoted(name)} of ${size}`);
    total += compression === 0 ? size : originalSize;
    if (total > most) refuse(0, `at most ${most} bytes in an archive of ${length}`, total);
    return true;
  };
}
