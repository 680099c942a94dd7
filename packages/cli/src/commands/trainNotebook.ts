import { parseExperiment } from 'gradscope';
import { notebookExperiment } from '../notebookExperiment.ts';
import { type TrainingSettings, trainExperiment } from './trainExperiment.ts';

const HEADINGS = ['Train net with sigmoid nonlinearity first', 'Now train net with ReLU nonlinearity'];

/**
 * Trains the two networks of the 2016 notebook, and writes its numbers, figures and report.
 *
 * @returns the exit code
 */
export function trainNotebook(
  settings: TrainingSettings & { readonly out: string },
  quit: () => void,
): Promise<number> {
  const experiment = parseExperiment(notebookExperiment);
  return trainExperiment(
    { experiment, folder: settings.out, headings: HEADINGS, notebook: true },
    settings,
    quit,
  );
}
