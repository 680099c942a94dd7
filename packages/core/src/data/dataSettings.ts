import type { BlobsSettings } from './blobs.ts';
import type { CheckerboardSettings } from './checkerboard.ts';
import type { CirclesSettings } from './circles.ts';
import type { CurveSettings } from './curve.ts';
import type { QuantilesSettings } from './gaussianQuantiles.ts';
import type { MoonsSettings } from './moons.ts';
import type { NormalsSettings } from './normals.ts';
import type { SpiralSettings } from './spiral.ts';
import type { PreparationSettings, TableSettings } from './tableDataset.ts';
import type { XorSettings } from './xor.ts';

/** The settings of each kind of data. */
interface SettingsByKind {
  spiral: SpiralSettings;
  moons: MoonsSettings;
  circles: CirclesSettings;
  xor: XorSettings;
  checkerboard: CheckerboardSettings;
  quantiles: QuantilesSettings;
  blobs: BlobsSettings;
  curve: CurveSettings;
  normals: NormalsSettings;
  iris: PreparationSettings;
  wine: PreparationSettings;
  digits: PreparationSettings;
  /** `file` holds the table; the caller reads it. */
  table: TableSettings & { readonly file: string; readonly header?: boolean | undefined };
}

/** The data of an experiment. */
export type DataSettings = {
  [Kind in keyof SettingsByKind]: { readonly kind: Kind } & SettingsByKind[Kind];
}[keyof SettingsByKind];
