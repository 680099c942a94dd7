import { extname } from 'node:path';
import { firstView, type MapMeasureName, type SweepView, valueText } from '@gradscope/figures';
import type { JsonValue, SweepAxis } from 'gradscope';
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

const MEDIAN = 'median';

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

/**
 * The requested view of a sweep: missing settings are as on the Map page at first.
 *
 * @throws CliError for an axis or a value that the sweep does not have
 */
export function sweepView(axes: readonly SweepAxis[], { x, y, facet, at = [] }: ViewSettings): SweepView {
  const [across, up, each] = [
    placeOf(axes, '--x', x),
    placeOf(axes, '--y', y),
    placeOf(axes, '--facet', facet),
  ];
  const first = firstView(axes);
  const free = (usual: number | undefined, taken: readonly (number | undefined)[]) =>
    [usual, first.x, first.y, ...axes.keys()].find(k => k !== undefined && !taken.includes(k));
  const shownX = across ?? free(first.x, [up, each])!;
  const shownY = up ?? free(first.y, [shownX, each]);
  const own = [shownX, shownY, each].filter(k => k !== undefined);
  const double = own.find((k, i) => own.indexOf(k) !== i);
  if (double !== undefined)
    throw new CliError(`--x, --y, --facet: expected different axes, got ${axes[double].name} twice`);
  const others = [...first.others];
  for (const text of at) {
    const [k, choice] = choiceOf(axes, text);
    others[k] = choice;
  }
  return { x: shownX, y: shownY, facet: each, others };
}

function placeOf(axes: readonly SweepAxis[], option: string, name: string | undefined): number | undefined {
  if (name === undefined) return undefined;
  const place = axes.findIndex(axis => axis.name === name || axis.path === name);
  if (place >= 0) return place;
  const names = axes.map(axis => axis.name).join(', ');
  throw new CliError(`${option}: expected one of ${names}, got ${JSON.stringify(name)}`);
}

const MOST_LISTED = 12;

function choiceOf(axes: readonly SweepAxis[], text: string): [number, number | 'median'] {
  const cut = text.indexOf('=');
  if (cut < 0) throw new CliError(`--at: expected axis=value, got ${JSON.stringify(text)}`);
  const k = placeOf(axes, '--at', text.slice(0, cut))!;
  const wanted = text.slice(cut + 1);
  if (wanted === MEDIAN) return [k, MEDIAN];
  const { name, values } = axes[k];
  const place = values.findIndex(
    value =>
      valueText(value) === wanted ||
      JSON.stringify(value) === wanted ||
      (wanted !== '' && Number(wanted) === value),
  );
  if (place >= 0) return [k, place];
  // In the form to type.
  const listed = values.slice(0, MOST_LISTED).map(typed).join(', ');
  const more = values.length > MOST_LISTED ? ', …' : '';
  throw new CliError(
    `--at: expected ${name} to be median or one of ${listed}${more}, got ${JSON.stringify(wanted)}`,
  );
}

/** Numbers with all digits, and texts without quotes. */
const typed = (value: JsonValue): string => (typeof value === 'number' ? String(value) : valueText(value));
