import type { Experiment } from 'gradscope';
import { Disclosure } from '../ui/Disclosure.tsx';
import { numberOrText } from '../ui/numberText.ts';
import { Select } from '../ui/Select.tsx';
import { Text } from '../ui/Text.tsx';
import type { Editor } from './editor.ts';
import { lossNames, optionsOf, scheduleNames } from './names.ts';
import { RecordControls } from './RecordControls.tsx';
import { ChoiceSetting, KindSetting, NumberSetting } from './Settings.tsx';

/** The less common settings of training. */
export function MoreControls({ editor }: { readonly editor: Editor }) {
  return (
    <>
      <Disclosure title="More of the training">
        <KindSetting
          editor={editor}
          label="Schedule"
          paths={[['training', 'schedule']]}
          options={optionsOf(scheduleNames)}
          make={kind => ({ kind, ...(kind === 'step' && { every: 10000 }) })}
        />
        <ClipSetting editor={editor} />
        <Text
          label="Batch"
          value={String(editor.experiment.value.training.batch)}
          onCommit={text => editor.change([['training', 'batch']], numberOrText(text))}
          hint="full, or how many points each step sees."
          error={editor.error([['training', 'batch']])}
        />
        <Select
          label="Loss"
          options={[['auto', 'By the data'], ...optionsOf(lossNames)]}
          value={editor.experiment.value.training.loss ?? 'auto'}
          onChange={loss => editor.change([['training', 'loss']], loss === 'auto' ? undefined : loss)}
          error={editor.error([['training', 'loss']])}
        />
        <NumberSetting editor={editor} label="Steps" paths={[['training', 'steps']]} />
        <NumberSetting editor={editor} label="Seed" paths={[['seed']]} />
        <ChoiceSetting
          editor={editor}
          label="Precision"
          paths={[['precision']]}
          options={[
            ['float64', 'float64'],
            ['float32', 'float32'],
          ]}
        />
      </Disclosure>
      <RecordControls editor={editor} />
    </>
  );
}

type Clip = Experiment['training']['clip'];

const CLIP_PATH = ['training', 'clip'] as const;
const USUAL_CLIP = 1;

function ClipSetting({ editor }: { readonly editor: Editor }) {
  const clip: Clip = editor.experiment.value.training.clip;
  const kind = clip === undefined ? 'none' : 'norm' in clip ? 'norm' : 'value';
  return (
    <>
      <Select
        label="Clip gradients"
        options={[
          ['none', 'Not at all'],
          ['norm', 'By their norm'],
          ['value', 'By value'],
        ]}
        value={kind}
        onChange={chosen =>
          editor.change([CLIP_PATH], chosen === 'none' ? undefined : { [chosen]: USUAL_CLIP })
        }
        error={editor.error([CLIP_PATH])}
      />
      {kind !== 'none' && (
        <NumberSetting
          editor={editor}
          label={kind === 'norm' ? 'Largest norm' : 'Largest value'}
          paths={[[...CLIP_PATH, kind]]}
        />
      )}
    </>
  );
}
