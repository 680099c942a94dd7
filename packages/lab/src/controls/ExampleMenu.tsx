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

type Name = keyof typeof NAMES | '';
const OPTIONS = [['', 'Choose one'], ...Object.entries(NAMES)] as [Name, string][];

/** Replaces the experiment by a ready one with recurrent layers, convolutions or transformers. */
export function ExampleMenu({ lab }: { readonly lab: LabState }) {
  const open = async (name: Name) => {
    if (name === '') return;
    const [{ EXAMPLES }] = await Promise.all([import('./examples.ts'), loadLayers()]);
    lab.train(parseExperiment(EXAMPLES[name]));
  };
  return <Select label="Example" options={OPTIONS} value="" onChange={open} />;
}
