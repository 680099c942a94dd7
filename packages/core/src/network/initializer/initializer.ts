import type { RandomState } from '../../random/randomState.ts';

/** How a layer starts: `W` row-major `[fanIn, fanOut]`, `b` `[fanOut]`. */
export interface LayerStart {
  readonly W: Float64Array;
  readonly b: Float64Array;
}

/** A number in an initializer's settings. Without a default it is required. */
export interface InitSetting {
  readonly default?: number;
  readonly from: number;
  readonly to: number;
  readonly description: string;
}

/** One way to draw a layer's start: W row by row, then b if it is random; `random` is advanced. */
export interface Initializer<Name extends string> {
  readonly settings: Readonly<Record<Name, InitSetting>>;
  draw(
    settings: Readonly<Record<Name, number>>,
    fanIn: number,
    fanOut: number,
    random: RandomState,
  ): LayerStart;
}

/** Ties the names of the settings to those that `draw` reads. */
export function initializer<Name extends string = never>(
  settings: Readonly<Record<Name, InitSetting>>,
  draw: Initializer<Name>['draw'],
): Initializer<Name> {
  return { settings, draw };
}
