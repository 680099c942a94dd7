import type { RandomState } from '../random/randomState.ts';
import { blobs } from './blobs.ts';
import { digits } from './bundled/digits.ts';
import { iris } from './bundled/iris.ts';
import { wine } from './bundled/wine.ts';
import { checkerboard } from './checkerboard.ts';
import { circles } from './circles.ts';
import { curve } from './curve.ts';
import type { DataSettings } from './dataSettings.ts';
import type { AnyDataset } from './dataset.ts';
import { gaussianQuantiles } from './gaussianQuantiles.ts';
import { moons } from './moons.ts';
import { normals } from './normals.ts';
import { spiral } from './spiral.ts';
import type { Table } from './table.ts';
import { prepared, tableDataset } from './tableDataset.ts';
import { xor } from './xor.ts';

/**
 * The data that settings describe.
 *
 * @param random is advanced by the draws
 * @param table the contents of the file of a `table`
 * @throws RangeError if the settings or the table are invalid
 */
export function makeData(settings: DataSettings, random: RandomState, table?: Table): AnyDataset {
  switch (settings.kind) {
    case 'spiral':
      return spiral(settings, random);
    case 'moons':
      return moons(settings, random);
    case 'circles':
      return circles(settings, random);
    case 'xor':
      return xor(settings, random);
    case 'checkerboard':
      return checkerboard(settings, random);
    case 'quantiles':
      return gaussianQuantiles(settings, random);
    case 'blobs':
      return blobs(settings, random);
    case 'curve':
      return curve(settings, random);
    case 'normals':
      return normals(settings, random);
    case 'iris':
      return prepared(iris(), settings, random);
    case 'wine':
      return prepared(wine(), settings, random);
    case 'digits':
      return prepared(digits(), settings, random);
    case 'table':
      if (!table) throw new TypeError(`table: expected what "${settings.file}" holds, got nothing`);
      return tableDataset(table, settings, random);
  }
}
