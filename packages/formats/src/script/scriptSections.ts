import type { AnyDataset, Experiment } from 'gradscope';
import { FormatError } from '../formatError.ts';
import { beyondScripts, type ScriptLibraryName } from './beyondScripts.ts';
import { dataPart } from './dataPart.ts';
import { initPart } from './initPart.ts';
import { trainingConstants } from './optimizerPart.ts';
import { constants, lines } from './pythonText.ts';
import { isPacked } from './rowsPart.ts';
import { printEvery, type ScriptPlan, scriptPlan } from './scriptPlan.ts';
import { mainPart } from './trainingPart.ts';

/** A part of a script: its title, and its code, which ends with a newline. */
export interface ScriptSection {
  readonly heading: string;
  readonly code: string;
}

/**
 * The parts that differ between the scripts' libraries. Data and starts use NumPy in all of them, since it
 * has our stream of random numbers.
 */
export interface ScriptLibrary {
  /** The description of how its scripts train. */
  readonly trainedWith: string;
  readonly imports: string;
  /** Whether Python's own `math` is needed. */
  readonly needsMath: boolean;
  /** Settings before anything is computed. */
  readonly settings: string;
  /** The values drawn from the stream, and by which library. */
  readonly drawn: string;
  readonly activations: string;
  readonly layer: ScriptSection;
  readonly networks: string;
  /** Functions before the loop, and the loop: only the needed ones, in order. */
  readonly training: readonly (string | false | undefined)[];
}

/**
 * The parts of a script that trains the networks of an experiment, in the order in which they run.
 *
 * @param data of the same experiment, as `prepare` makes it
 * @throws FormatError if scripts do not cover the experiment: {@link beyondScripts}
 */
export function scriptSections(
  experiment: Experiment,
  data: AnyDataset,
  name: ScriptLibraryName,
  libraryFor: (plan: ScriptPlan) => ScriptLibrary,
): ScriptSection[] {
  refuseBeyond(name, experiment);
  const plan = scriptPlan(experiment, data);
  refuseTokens(name, plan);
  const library = libraryFor(plan);
  const rows = dataPart(plan);
  return [
    {
      heading: `The networks of a Gradscope experiment, trained with ${library.trainedWith}, from the same seed, to the same losses.`,
      code: head(plan, library, isPacked(rows)),
    },
    { heading: 'The data', code: `${rows}\n` },
    { heading: 'Activations', code: library.activations },
    library.layer,
    { heading: 'How weights and biases start', code: initPart(plan) },
    { heading: 'The networks', code: library.networks },
    { heading: 'Training', code: library.training.filter(part => part).join('\n\n') },
    { heading: 'All of it', code: mainPart(plan) },
  ];
}

export function scriptText(sections: readonly ScriptSection[]): string {
  return sections.map(({ heading, code }) => `# ${heading}\n\n${code}`).join('\n\n');
}

function refuseBeyond(name: ScriptLibraryName, experiment: Experiment): void {
  const beyond = beyondScripts(experiment, name);
  if (beyond.length > 0) throw new FormatError(`${name} script: ${beyond.join('; ')}`);
}

/** A token that has no vector is zeros in our networks, and an error in other programs. */
function refuseTokens(name: ScriptLibraryName, { data, networks }: ScriptPlan): void {
  for (const [i, { layers }] of networks.entries()) {
    const { of } = layers[0].settings;
    if (of?.kind !== 'embedding') continue;
    const vocabulary = of.values.vocabulary as number;
    const wrong = data.X.find(token => !(Number.isInteger(token) && token >= 0 && token < vocabulary));
    if (wrong === undefined) continue;
    throw new FormatError(
      `${name} script: networks[${i}].hidden[0].vocabulary: expected every token of the data to be a whole number from 0 to below it, ${vocabulary}, got ${wrong}`,
    );
  }
}

function head({ experiment, batch }: ScriptPlan, library: ScriptLibrary, isRowsPacked: boolean): string {
  const own = [isRowsPacked && 'base64', library.needsMath && 'math', isRowsPacked && 'zlib'].filter(
    name => name,
  );
  return lines(
    ...own.map(name => `import ${name}`),
    own.length > 0 && '',
    library.imports,
    '',
    constants({ SEED: experiment.seed }),
    trainingConstants(experiment.training),
    constants({ BATCH: batch, PRINT_EVERY: printEvery(experiment) }),
    '',
    library.settings,
    '',
    `# ${library.drawn} from one stream: the data first, then each network, layer by layer.`,
    'random = np.random.RandomState(SEED)',
    '',
  );
}
