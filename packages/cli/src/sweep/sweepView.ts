import { firstView, type SweepView, valueText } from '@gradscope/figures';
import type { JsonValue, SweepAxis } from 'gradscope';
import { CliError } from '../cliError.ts';
import type { ViewSettings } from './mapSettings.ts';

const MEDIAN = 'median';

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
