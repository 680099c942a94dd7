import type { Run } from 'gradscope';
import { type FigureKind, type FigureSource, recordedAny } from '../figures/figureKind.ts';
import type { FigureOptions } from '../sheet/options.ts';
import { figureKinds } from './figureKinds.ts';

/** A figure that can be drawn in any size and theme. */
export interface Figure {
  /** Its content, as a heading. */
  readonly title: string;
  readonly draw: (options: FigureOptions) => SVGSVGElement;
}

/** A figure of an experiment's runs. */
export interface NamedFigure extends Figure {
  /** Its file's: the kind, and the run's name if it is of one run. */
  readonly name: string;
  readonly kind: string;
  /** The name of the run; undefined if it is of all. */
  readonly run: string | undefined;
}

/**
 * The figures of an experiment's runs, in the order of the kinds; those with nothing to show are left out.
 *
 * @param kinds by name; add a kind of your own as in `{ ...figureKinds, mine }`
 */
export function figuresOf(
  source: FigureSource,
  kinds: Readonly<Record<string, FigureKind>> = figureKinds,
): NamedFigure[] {
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const runs = source.runs.filter(run => kind.series.length === 0 || recordedAny(run, kind.series));
    const shown = runs.length > 0 ? (kind.pick?.(runs, source) ?? runs) : [];
    const figure = (those: readonly Run[], run?: string): NamedFigure => ({
      name: run === undefined ? name : `${name}-${run}`,
      kind: name,
      title: kind.title,
      run,
      draw: drawing(kind, those, source),
    });
    const each = kind.covers === 'all' ? [] : shown.map(run => figure([run], run.name));
    const isTogether = kind.covers === 'all' ? shown.length > 0 : kind.covers === 'both' && shown.length > 1;
    return isTogether ? [...each, figure(shown)] : each;
  });
}

/** Draws; what has to be computed for it is computed at the first drawing. */
function drawing(kind: FigureKind, runs: readonly Run[], source: FigureSource): Figure['draw'] {
  let extra: object | undefined;
  return options => {
    extra ??= kind.compute?.(runs, source) ?? {};
    return kind.draw(runs, { ...extra, ...options });
  };
}
