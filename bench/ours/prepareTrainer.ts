import { type EngineName, type Experiment, Trainer } from 'gradscope';
import type { Recorded } from '../serve.ts';

/** Gets one network ready; the function returned trains it to the end and returns what its last step recorded. */
export function prepareTrainer(experiment: Experiment, index: number, engine: EngineName): () => Recorded {
  const trainer = new Trainer(experiment, index, { engine });
  const { steps } = experiment.training;
  return () => {
    // One more than the steps: the last update is made when the next step is asked for.
    trainer.advance(steps + 1);
    const { loss, series } = trainer.run().history;
    const { columns, values } = series.grad_l1!;
    return { loss: loss[steps - 1], gradient: [...values.subarray((steps - 1) * columns)] };
  };
}
