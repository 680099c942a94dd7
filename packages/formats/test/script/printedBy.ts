import { type Experiment, type Table, Trainer } from 'gradscope';
import { printEvery } from '../../src/script/scriptPlan.ts';

/** Of experiments without a table, by their text: several test files ask for the same. */
const known = new Map<string, string>();

/** What a script of an experiment should print, by our own training: for the tests of the scripts. */
export function printedBy(experiment: Experiment, table?: Table): string {
  const key = JSON.stringify(experiment);
  const printed = (!table && known.get(key)) || printedNow(experiment, table);
  if (!table) known.set(key, printed);
  return printed;
}

function printedNow(experiment: Experiment, table: Table | undefined): string {
  const networks = experiment.networks.map((_, index) => linesOf(experiment, index, table));
  return `${networks.flat().join('\n')}\n`;
}

function linesOf(experiment: Experiment, index: number, table: Table | undefined): string[] {
  const { steps } = experiment.training;
  const every = printEvery(experiment);
  const trainer = new Trainer(experiment, index, { table });
  const lines = [experiment.networks[index].name];
  trainer.advance(steps + 1, ({ index: step }, loss) => {
    if (step % every === 0 || !Number.isFinite(loss()))
      lines.push(`iteration ${step}: loss ${numberText(loss())}`);
  });
  const { divergedAt, accuracy, loss, test } = trainer.run();
  if (divergedAt !== null) return [...lines, 'diverged'];
  const held = test ? [test] : [];
  if (Number.isNaN(accuracy)) {
    const tested = held.map(({ loss }) => `test loss: ${numberText(loss)}`);
    return [...lines, `training loss: ${numberText(loss)}`, ...tested];
  }
  const tested = held.map(({ accuracy }) => `test accuracy: ${accuracy.toFixed(2)}`);
  return [...lines, `training accuracy: ${accuracy.toFixed(2)}`, ...tested];
}

/** As `%f` prints it. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return Number.isFinite(value) ? value.toFixed(6) : 'inf';
}
