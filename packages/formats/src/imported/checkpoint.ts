import { type ByteSource, joined, piecesOf } from '../byteSource.ts';
import { FormatError } from '../formatError.ts';
import { decodeUtf8 } from '../utf8.ts';

const MOST_NAMED = 4;
/** PyTorch writes the names of the parameters at the beginning of a file. */
const HEAD = 2 ** 22;
/** Endings of parameter names. */
const PARAMETER = /\.(?:weight|bias|weight_\w+|bias_\w+|in_proj_weight|running_mean)$/;
const SHORT_TEXT = 0x8c;
const TEXT = 0x58;
const LONGEST_NAME = 1000;

/**
 * Refuses a checkpoint: weights of one step are not a log.
 *
 * @param names the known names of its parameters
 */
export function refuseCheckpoint(file: string, names: readonly string[]): never {
  const shown = names.length > 0 ? ` of ${names.length} arrays (${listed(names)})` : '';
  throw new FormatError({
    file,
    offset: 0,
    rule:
      'a log of training, which has gradients or a loss: write one by `gradscope logger pytorch > gradscope_logger.py`, ' +
      'from gradscope_logger import GradscopeLogger; log = GradscopeLogger(model, "log.jsonl") before training; log(loss) in each step',
    got: `a checkpoint${shown}`,
  });
}

const listed = (names: readonly string[]): string =>
  `${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ', …' : ''}`;

/** Refuses a file of `torch.save` or Keras, with the names that it begins with. */
export async function refuseFile(source: ByteSource, file: string): Promise<never> {
  return refuseCheckpoint(file, await torchNames(source));
}

/** The parameters' names found at the start of a file of `torch.save`, which stores its texts unencoded. */
async function torchNames(source: ByteSource): Promise<string[]> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of piecesOf(source)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= HEAD) break;
  }
  return namesIn(joined(pieces).subarray(0, HEAD));
}

function namesIn(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = new Set<string>();
  for (let at = 0; at + 5 < bytes.length; at++) {
    const isShort = bytes[at] === SHORT_TEXT;
    if (!isShort && bytes[at] !== TEXT) continue;
    const [from, size] = isShort ? [at + 2, bytes[at + 1]] : [at + 5, view.getUint32(at + 1, true)];
    if (size > LONGEST_NAME || from + size > bytes.length) continue;
    const name = decodeUtf8(bytes.subarray(from, from + size)) ?? '';
    if (PARAMETER.test(name) && /^[\w.]+$/.test(name)) found.add(name);
  }
  return [...found];
}
