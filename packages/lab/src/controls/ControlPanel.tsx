import { useMemo } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { lazily } from '../ui/Lazy.tsx';
import { DataControls } from './DataControls.tsx';
import { ExampleMenu } from './ExampleMenu.tsx';
import { Editor } from './editor.ts';
import { NetworkTabs } from './NetworkTabs.tsx';
import { TrainingControls } from './TrainingControls.tsx';
import { UndoButtons } from './UndoButtons.tsx';

/** It stands below the first screen, and is folded at first. */
const MoreControls = lazily(async () => (await import('./MoreControls.tsx')).MoreControls);

/** All settings of an experiment, the common ones first. */
export function ControlPanel({ lab }: { readonly lab: LabState }) {
  const editor = useMemo(() => new Editor(lab), [lab]);
  return (
    <form class="panel" aria-label="Experiment" onSubmit={event => event.preventDefault()}>
      <UndoButtons lab={lab} />
      <ExampleMenu lab={lab} />
      <DataControls editor={editor} />
      <NetworkTabs editor={editor} />
      <TrainingControls editor={editor} />
      <MoreControls editor={editor} />
    </form>
  );
}
