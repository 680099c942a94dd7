import { labelsOf, type ProbeName, probeKinds } from 'gradscope';
import { Disclosure } from '../ui/Disclosure.tsx';
import { numberOrText } from '../ui/numberText.ts';
import { Text } from '../ui/Text.tsx';
import type { Editor } from './editor.ts';

const EVERY_PATH = ['record', 'every'] as const;
const PROBES_PATH = ['record', 'probes'] as const;

/** The records and their interval. */
export function RecordControls({ editor }: { readonly editor: Editor }) {
  const { every, probes } = editor.experiment.value.record;
  return (
    <Disclosure title="What is recorded">
      <Text
        label="Every"
        value={Array.isArray(every) ? every.join(', ') : String(every)}
        onCommit={text => editor.change([EVERY_PATH], readEvery(text))}
        hint="So many steps, or log, or a list of steps."
        error={editor.error([EVERY_PATH])}
      />
      <fieldset class="checks">
        <legend class="visually-hidden">Probes</legend>
        {labelsOf(probeKinds).map(([name, text]) => (
          <label key={name} class="check">
            <input
              type="checkbox"
              checked={probes.includes(name)}
              onChange={event =>
                editor.change([PROBES_PATH], toggled(probes, name, event.currentTarget.checked))
              }
            />
            {text}
          </label>
        ))}
      </fieldset>
      {editor.error([PROBES_PATH]) && <p class="error">{editor.error([PROBES_PATH])}</p>}
    </Disclosure>
  );
}

function readEvery(text: string): unknown {
  if (!text.includes(',')) return numberOrText(text.trim());
  return text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .map(numberOrText);
}

function toggled(probes: readonly ProbeName[], name: ProbeName, on: boolean): ProbeName[] {
  return on ? [...probes, name] : probes.filter(probe => probe !== name);
}
