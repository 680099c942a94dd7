import { countText, type Experiment, shownText, steadyText } from 'gradscope';
import type { Progress, TimedRun } from '../training/messages.ts';
import { formatC } from './formatC.ts';
import { liveTerminal } from './liveTerminal.ts';
import type { Place } from './progressLine.ts';
import { barScreen, plainScreen, type Screen } from './screen.ts';
import { Sections } from './sections.ts';

export interface DisplayOptions {
  /** Said above each network's lines. */
  readonly headings: readonly string[];
  /** The loss lines; without them standard output stays empty. */
  readonly lines: boolean;
  /** The lines that the 2016 notebook printed, to its digits. */
  readonly notebook: boolean;
  /** Whether to show live bars, which standard error must support. */
  readonly bars: boolean;
}

/** Shows networks while they train: the loss lines of each in order under its heading, and how far each has come. */
export class TrainingDisplay {
  readonly screen: Screen;
  private readonly sections: Sections;
  private readonly places: Place[];
  private readonly notebook: boolean;

  constructor(experiment: Experiment, { headings, lines, bars, notebook }: DisplayOptions) {
    this.notebook = notebook;
    const { steps } = experiment.training;
    this.places = experiment.networks.map(({ name }) => ({
      name: shownText(name),
      step: 0,
      steps,
      loss: Number.NaN,
      seconds: 0,
      state: 'waiting',
    }));
    this.screen = bars && liveTerminal() ? barScreen(this.places) : plainScreen();
    this.sections = new Sections(headings.length, text => lines && this.screen.print(text));
    for (const [index, heading] of headings.entries()) {
      this.sections.add(index, `${index > 0 ? '\n' : ''}${heading}\n`);
    }
  }

  progress(index: number, { step, loss, lines, seconds }: Progress): void {
    this.update(index, { step, loss, seconds, state: 'training' });
    const text = lines.map(line =>
      this.notebook
        ? `iteration ${line.step}: loss ${formatC(line.loss, 6)}\n`
        : `step ${countText(line.step)}: training loss ${steadyText(line.loss)}\n`,
    );
    if (text.length > 0) this.sections.add(index, text.join(''));
  }

  end(index: number, run: TimedRun | undefined): void {
    if (run) {
      const { steps: step, loss, seconds, accuracy } = run;
      this.update(index, { step, loss, seconds, state: 'done' });
      if (this.notebook) this.sections.add(index, `training accuracy: ${formatC(accuracy, 2)}\n`);
    } else this.update(index, { state: 'failed' });
    this.sections.end(index);
  }

  private update(index: number, change: Partial<Place>): void {
    this.places[index] = { ...this.places[index], ...change };
  }
}
