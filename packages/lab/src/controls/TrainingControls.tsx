import { labelsOf, optimizerKinds } from 'gradscope';
import { numberOrText } from '../ui/numberText.ts';
import { Text } from '../ui/Text.tsx';
import type { Editor } from './editor.ts';
import { optimizerStart } from './names.ts';
import { KindSetting, SliderSetting } from './Settings.tsx';

/** The most common settings of training. */
export function TrainingControls({ editor }: { readonly editor: Editor }) {
  return (
    <fieldset class="controls">
      <legend>Training</legend>
      <StepSizeSetting editor={editor} />
      <KindSetting
        editor={editor}
        label="Optimizer"
        paths={[['training', 'optimizer']]}
        options={labelsOf(optimizerKinds)}
        make={kind => ({ kind, ...optimizerStart(kind) })}
        without={['stepSize']}
      />
      <SliderSetting
        editor={editor}
        label="L2 penalty"
        paths={[['training', 'l2']]}
        scale={{ values: [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1] }}
      />
    </fieldset>
  );
}

const STEP_SIZE_PATH = ['training', 'optimizer', 'stepSize'] as const;

/** One step size, by the slider; a list if layers have their own. */
function StepSizeSetting({ editor }: { readonly editor: Editor }) {
  const { stepSize } = editor.experiment.value.training.optimizer;
  if (typeof stepSize === 'number') {
    return (
      <SliderSetting
        editor={editor}
        label="Step size"
        paths={[STEP_SIZE_PATH]}
        scale={{ values: STEP_SIZES }}
      />
    );
  }
  return (
    <Text
      label="Step size"
      value={stepSize.join(', ')}
      onCommit={text => editor.change([STEP_SIZE_PATH], readStepSize(text))}
      hint="One for each layer, the output layer last; or one for all."
      error={editor.error([STEP_SIZE_PATH])}
    />
  );
}

function readStepSize(text: string): unknown {
  const sizes = text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(numberOrText);
  return sizes.length === 1 ? sizes[0] : sizes;
}

const STEP_SIZES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
