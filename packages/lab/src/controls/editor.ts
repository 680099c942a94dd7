import { type ReadonlySignal, signal } from '@preact/signals';
import type { Experiment } from 'gradscope';
import { type Path, pathText, type Tried, tryExperiment, valueAt, withValue } from '../state/edits.ts';
import type { LabState } from '../state/labState.ts';
import { withEnds } from './withEnds.ts';

/** Changes the experiment if the rules allow it, and keeps the errors of invalid changes. */
export class Editor {
  private readonly lab: LabState;
  private readonly errors = signal<Readonly<Record<string, string>>>({});

  constructor(lab: LabState) {
    this.lab = lab;
  }

  get experiment(): ReadonlySignal<Experiment> {
    return this.lab.edited;
  }

  /** The value at all of the paths; undefined if the values differ or are missing. */
  value(paths: readonly Path[]): unknown {
    const [first, ...others] = paths.map(path => valueAt(this.experiment.value, path));
    return others.every(value => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined;
  }

  /** Sets the same value at all of the paths; an error is kept and shown there. */
  change(paths: readonly Path[], value: unknown): void {
    this.changeEach(paths, () => value);
  }

  /** Sets at each path the result of `make` for the value there. */
  changeEach(paths: readonly Path[], make: (value: unknown) => unknown): void {
    const before = this.experiment.value;
    const document = paths.reduce(
      (changed, path) => withValue(changed, path, make(valueAt(before, path))),
      before,
    );
    this.tryOut(document, pathText(paths[0]));
  }

  /** Tries a whole experiment; `place` is where its errors are shown. */
  tryOut(document: unknown, place: string): void {
    const tried = tryEnded(document);
    if ('complaint' in tried) {
      this.errors.value = { ...this.errors.value, [place]: tried.complaint };
      return;
    }
    this.errors.value = {};
    this.lab.train(tried.experiment);
  }

  /** The error of the last value tried at these paths. */
  error(paths: readonly Path[]): string | undefined {
    return paths.map(path => this.errors.value[pathText(path)]).find(Boolean);
  }

  /** An error about the whole, for changes without their own control. */
  errorAt(place: string): string | undefined {
    return this.errors.value[place];
  }
}

/** Tries a document; if a network does not give the answers that its data have, also with the pooling that it lacks. */
function tryEnded(document: unknown): Tried {
  const tried = tryExperiment(document);
  if (!('complaint' in tried) || !/position/.test(tried.complaint)) return tried;
  const ended = tryExperiment(withEnds(document as Experiment));
  return 'complaint' in ended ? tried : ended;
}
