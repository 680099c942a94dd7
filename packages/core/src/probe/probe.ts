import type { Kind } from '../kinds/kind.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import type { Network } from '../network/network.ts';
import type { Visitor } from '../network/pass.ts';
import type { Step, TrainingSettings } from '../training/train.ts';

/** The row of a series that is being recorded, `[columns]`, by the series' name. */
export type Row<Series extends string = string> = (series: Series) => Float64Array;

/** A measurement at a recorded step, after the gradients are computed and before the update. */
export interface Probe<Series extends string = string> {
  /** Sees the backward pass of a step that is to be recorded, if that is known before it. */
  readonly visitor?: Visitor;
  /** Fills a row of each of its series. `step` is the training step, if there is one. */
  measure(row: Row<Series>, step?: Step): void;
  /** Completes the same row after the update. */
  afterUpdate?(row: Row<Series>): void;
}

/** What figures call a series with one column a layer. */
export interface SeriesText {
  readonly title: string;
  readonly formula: string;
}

/** A kind of probe: what series it records for a network with these layers, and how. */
export interface ProbeKind<Series extends string = string> extends Pick<Kind, 'label'> {
  /** The texts of those of its series that figures draw layer by layer. */
  readonly texts?: Readonly<Partial<Record<Series, SeriesText>>>;
  /** The columns of each of its series. */
  columns(layers: readonly LayerSettings[]): Readonly<Record<Series, number>>;
  /** `training` is how the network is trained, if that is known. */
  create(network: Network, training?: TrainingSettings): Probe<Series>;
  /** The endings of column names in files, such as `2_17`, for series whose columns are not the layers. */
  suffixes?(layers: readonly LayerSettings[]): Readonly<Partial<Record<Series, readonly string[]>>>;
}
