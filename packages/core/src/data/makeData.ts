import { kindNamed } from '../kinds/kind.ts';
import type { RandomState } from '../random/randomState.ts';
import { blobs } from './blobs.ts';
import { digits } from './bundled/digits.ts';
import { iris } from './bundled/iris.ts';
import { wine } from './bundled/wine.ts';
import { checkerboard } from './checkerboard.ts';
import { circles } from './circles.ts';
import { curve } from './curve.ts';
import type { DataForm } from './dataKind.ts';
import { type BuiltInData, type DataSettings, dataKinds } from './dataSettings.ts';
import type { AnyDataset } from './dataset.ts';
import { gaussianQuantiles } from './gaussianQuantiles.ts';
import { moons } from './moons.ts';
import { normals } from './normals.ts';
import { ownData } from './ownData.ts';
import { adding } from './sequences/adding.ts';
import { characters } from './sequences/characters.ts';
import { copy } from './sequences/copy.ts';
import { modular } from './sequences/modular.ts';
import { parity } from './sequences/parity.ts';
import { recall } from './sequences/recall.ts';
import { sines } from './sequences/sines.ts';
import { temporalOrder } from './sequences/temporalOrder.ts';
import { spiral } from './spiral.ts';
import type { Table } from './table.ts';
import { type PreparationSettings, prepared, tableDataset } from './tableDataset.ts';
import { xor } from './xor.ts';

type Maker = (settings: never, random: RandomState) => AnyDataset;

/** How each kind that the package brings is made. */
const GENERATORS: Readonly<Record<BuiltInData, Maker>> = {
  spiral,
  moons,
  circles,
  xor,
  checkerboard,
  quantiles: gaussianQuantiles,
  blobs,
  curve,
  normals,
  adding,
  copy,
  parity,
  temporalOrder,
  recall,
  sines,
  modular,
  characters,
  iris,
  wine,
  digits,
};

/**
 * The data that settings describe.
 *
 * @param random is advanced by the draws
 * @param table the contents of the file of a `table`
 * @throws RangeError if the settings or the table are invalid
 */
export function makeData(settings: DataSettings, random: RandomState, table?: Table): AnyDataset {
  if (settings.kind === 'table') {
    if (!table) throw new TypeError(`table: expected what "${settings.file}" holds, got nothing`);
    return tableDataset(table, settings, random);
  }
  const own = Object.entries(ownData).map(([name, { make }]): [string, Maker] => [name, make]);
  const makers: Readonly<Record<string, Maker>> = { ...GENERATORS, ...Object.fromEntries(own) };
  const data = kindNamed('data', makers, settings.kind)(settings as never, random);
  const { prepares } = kindNamed<DataForm>('data', dataKinds, settings.kind);
  return prepares ? prepared(data, settings as unknown as PreparationSettings, random) : data;
}
