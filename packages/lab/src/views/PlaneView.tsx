import type { LabState } from '../state/labState.ts';
import { lazily } from '../ui/Lazy.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Select } from '../ui/Select.tsx';
import { isPlane } from './plane.ts';
import { RangeChoice } from './RangeChoice.tsx';
import { RegionView } from './RegionView.tsx';
import type { ViewProps } from './view.ts';

const UnitView = lazily(async () => (await import('./UnitView.tsx')).UnitView);

/** The most layers in the list to choose from. */
const MOST_LAYERS = 200;

/** The networks' view of the data plane: their answers, or the responses of a layer's neurons. */
export function PlaneView({ lab }: ViewProps) {
  const data = lab.session.data.value;
  const { layer } = lab.url.value;
  if (!data || !isPlane(data)) return <RegionView lab={lab} />;
  return (
    <>
      <div class="view-controls">
        <Select
          label="Show"
          value={String(layer)}
          options={[['0', 'What the network answers'], ...layersOf(lab)]}
          onChange={chosen => {
            lab.set('layer', Number(chosen));
            lab.set('neuron', 0);
          }}
        />
        {layer > 0 && <NeuronField lab={lab} />}
        {layer > 0 && <RangeChoice lab={lab} />}
      </div>
      {layer === 0 ? <RegionView lab={lab} /> : <UnitView lab={lab} data={data} />}
    </>
  );
}

function layersOf(lab: LabState): [string, string][] {
  const hidden = lab.session.runs.value.map(run => (run.opened.value?.layers.length ?? 1) - 1);
  return Array.from({ length: Math.min(MOST_LAYERS, Math.max(0, ...hidden)) }, (_, i) => [
    String(i + 1),
    `Neurons of layer ${i + 1}`,
  ]);
}

function NeuronField({ lab }: { readonly lab: LabState }) {
  const { neuron } = lab.url.value;
  return (
    <NumberField
      label="Neuron"
      value={neuron || undefined}
      placeholder="all"
      onCommit={value => lab.set('neuron', Number.isInteger(value) && Number(value) > 0 ? Number(value) : 0)}
    />
  );
}
