import { ExperimentError } from 'gradscope';

/** The result of `make`, or undefined if the values are no valid experiment. */
export function attempt<Made>(make: () => Made): Made | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}

/** Why something cannot be made, if it cannot. */
export function complaintOf(make: () => unknown): string | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    if (error instanceof ExperimentError) return error.message;
    throw error;
  }
}
