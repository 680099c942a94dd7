import { runTrial, type Table, type Trial, type TrialResult } from 'gradscope';

/** Networks of the same widths, and the next milestone, need few other references. */
const MOST = 8;

/**
 * Runs reference networks and caches the results: networks of the same widths have the same references, and a
 * shorter run is the beginning of a longer one.
 */
export class ReferenceMemo {
  private readonly known = new Map<string, TrialResult>();

  run(trial: Trial, table?: Table): TrialResult {
    // Tables arrive as copies with every question, and comparing their rows is not worthwhile.
    if (trial.examined || table) return runTrial(trial, table);
    const key = keyOf(trial);
    const known = this.known.get(key);
    if (known && (known.losses.length >= trial.steps || known.divergedAt !== null)) {
      return firstSteps(known, trial.steps);
    }
    if (this.known.size >= MOST) this.known.clear();
    const result = runTrial(trial);
    this.known.set(key, result);
    return result;
  }
}

/** Everything that determines a result except its number of steps. A network's name does not count. */
function keyOf({ experiment, index }: Trial): string {
  const networks = experiment.networks.map(network => ({ ...network, name: '' }));
  return JSON.stringify([{ ...experiment, networks }, index]);
}

/** The result of a run with fewer steps, bit for bit. */
function firstSteps(result: TrialResult, steps: number): TrialResult {
  const isBefore = result.divergedAt !== null && result.divergedAt < steps;
  return {
    ...result,
    losses: result.losses.slice(0, steps),
    accuracies: result.accuracies.slice(0, steps),
    divergedAt: isBefore ? result.divergedAt : null,
    broken: isBefore ? result.broken : null,
  };
}
