import { loadLayers, parseExperiment } from 'gradscope';
import type { LabState } from '../state/labState.ts';
import { Select } from '../ui/Select.tsx';
import type { EXAMPLES } from './examples.ts';

const NAMES: Readonly<Record<keyof typeof EXAMPLES, string>> = {
  forgetting: 'Forgetting: tanh and LSTM',
  'exploding-in-time': 'Exploding through time',
  convolutions: 'Convolutions: plain, residual',
  transformer: 'Transformers: pre-, post-norm',
};

/** What is shown under the other records. */
const isOther = (probe: string) => ['time', 'attention', 'block'].includes(probe);

type Name = keyof typeof NAMES | '';
const OPTIONS = [['', 'Choose one'], ...Object.entries(NAMES)] as [Name, string][];

/** Replaces the experiment by a ready one with recurrent layers, convolutions or transformers. */
export function ExampleMenu({ lab }: { readonly lab: LabState }) {
  const open = async (name: Name) => {
    if (name === '') return;
    const [{ EXAMPLES }] = await Promise.all([import('./examples.ts'), loadLayers()]);
    const experiment = parseExperiment(EXAMPLES[name]);
    lab.train(experiment);
    const { open: unfolded } = lab.url.value;
    const isShown = unfolded.includes('others') || !experiment.record.probes.some(isOther);
    if (!isShown) lab.set('open', [...unfolded, 'others']);
  };
  return <Select label="Example" options={OPTIONS} value="" onChange={open} />;
}
