import type { Experiment } from 'gradscope';
import { axisChoices } from './axisChoices.ts';
import { type MapPlan, plainDocument } from './mapPlan.ts';

/** Steps of each network of a first map: it should appear soon, and its steps can be changed. */
const FEW_STEPS = 500;

/** The most interesting second axis beside the step size: the size of the first weights, or the depth. */
const SECOND = ['.std', '.sigmaW', '.hidden.layers'];

/**
 * The map that begins with an experiment of the lab: its first network, over step size and the next most
 * interesting setting.
 *
 * @param isStored whether the rows of a table are in the served store
 */
export function firstPlan(
  experiment: Experiment,
  isStored = false,
): { readonly plan: MapPlan } | { readonly complaint: string } {
  if (experiment.data.kind === 'table' && !isStored) {
    return {
      complaint:
        'map: expected data that the experiment makes, got a table of your own; the first map is shown',
    };
  }
  const { training } = experiment;
  const steps = Math.min(training.steps, FEW_STEPS);
  const document = plainDocument({ ...experiment, training: { ...training, steps } });
  const choices = axisChoices(document);
  const y = SECOND.flatMap(key => choices.find(({ path }) => path.endsWith(key)) ?? [])[0] ?? choices[1];
  return { plan: { document, x: choices[0], y } };
}
