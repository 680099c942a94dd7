import { extname } from 'node:path';
import type { MapMeasureName } from '@gradscope/figures';
import { CliError } from '../cliError.ts';

/** The view of a sweep that a user requests, by names of axes. */
export interface ViewSettings {
  readonly x?: string;
  readonly y?: string;
  readonly facet?: string;
  /** `axis=value` each. */
  readonly at?: readonly string[];
}

/** The quantities for colouring maps, by their names on the command line. */
export const COLOURS = {
  loss: 'loss',
  progress: 'progress',
  accuracy: 'accuracy',
  gradient: 'firstGradient',
  steps: 'stepsToTarget',
  symptom: 'symptom',
} as const satisfies Record<string, MapMeasureName>;

export interface MapSettings extends ViewSettings {
  readonly colour: keyof typeof COLOURS;
  readonly bands?: boolean;
  readonly out?: string;
}

/** Refuses invalid settings before the store is opened. */
export function checkMapSettings({ out, bands, colour }: MapSettings): void {
  if (out !== undefined && !['.svg', '.png'].includes(extname(out)))
    throw new CliError(`--out: expected a file that ends in .svg or .png, got ${JSON.stringify(out)}`);
  if (bands && colour === 'symptom')
    throw new CliError('--colour: expected a number, since --bands shows quantiles, got "symptom"');
}
