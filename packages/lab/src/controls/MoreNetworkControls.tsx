import type { NetworkSettings } from 'gradscope';
import type { Path } from '../state/edits.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Select } from '../ui/Select.tsx';
import type { Editor } from './editor.ts';
import { normalizationNames, optionsOf, outputNames, parameterizationNames, residualNames } from './names.ts';
import { ChoiceSetting, NumberSetting } from './Settings.tsx';

type Output = NetworkSettings['output'];

/** The less common settings of a network. */
export function MoreNetworkControls({
  editor,
  networks,
}: {
  readonly editor: Editor;
  readonly networks: readonly number[];
}) {
  const at = (key: string): Path[] => networks.map(index => ['networks', index, key]);
  return (
    <Disclosure title="More of the networks">
      <ChoiceSetting
        editor={editor}
        label="Normalization"
        paths={at('normalization')}
        options={optionsOf(normalizationNames)}
      />
      <ChoiceSetting
        editor={editor}
        label="Residual"
        paths={at('residual')}
        options={optionsOf(residualNames)}
      />
      <ChoiceSetting
        editor={editor}
        label="Parameterization"
        paths={at('parameterization')}
        options={optionsOf(parameterizationNames)}
      />
      <OutputSetting editor={editor} paths={at('output')} />
      <BiasSetting editor={editor} paths={at('bias')} />
      <NumberSetting
        editor={editor}
        label="Dropout"
        paths={at('dropout')}
        hint="Share of units left out, 0 … 0.99."
      />
    </Disclosure>
  );
}

function OutputSetting({ editor, paths }: { readonly editor: Editor; readonly paths: readonly Path[] }) {
  const activations = paths.map(path => (editor.value([path]) as Output)?.activation ?? 'identity');
  const areSame = activations.every(activation => activation === activations[0]);
  return (
    <Select
      label="Output"
      options={optionsOf(outputNames)}
      value={areSame ? activations[0] : undefined}
      onChange={activation => editor.change(paths, activation === 'identity' ? undefined : { activation })}
      error={editor.error(paths)}
    />
  );
}

function BiasSetting({ editor, paths }: { readonly editor: Editor; readonly paths: readonly Path[] }) {
  const bias = editor.value(paths) as boolean | undefined;
  return (
    <Select
      label="Biases"
      options={[
        ['yes', 'Learned'],
        ['no', 'None'],
      ]}
      value={bias === undefined ? undefined : bias ? 'yes' : 'no'}
      onChange={chosen => editor.change(paths, chosen === 'yes')}
      error={editor.error(paths)}
    />
  );
}
