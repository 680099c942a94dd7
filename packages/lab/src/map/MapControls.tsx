import { useState } from 'preact/hooks';
import { valueAt, withValue } from '../state/edits.ts';
import { Button } from '../ui/Button.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Select } from '../ui/Select.tsx';
import { axisChoices } from './axisChoices.ts';
import { ColourControls } from './ColourControls.tsx';
import { type AxisChoice, axisName, SIDES } from './mapPlan.ts';
import type { MapState } from './mapState.ts';
import { PRESETS } from './presets.ts';

/** The settings of the map. */
export function MapControls({ state }: { readonly state: MapState }) {
  const { map, measure, side, target } = state.url.value;
  const [error, setError] = useState<string>();
  return (
    <>
      <fieldset class="controls">
        <legend>Begin with</legend>
        {PRESETS.map(({ text, fields }) => (
          <Button key={text} onClick={() => setError(state.change(fields))}>
            {text}
          </Button>
        ))}
      </fieldset>
      <AxisControls state={state} name="x" title="Across" />
      <AxisControls state={state} name="y" title="Up" />
      <fieldset class="controls">
        <legend>Map</legend>
        <ColourControls state={state} />
        {measure === 'stepsToTarget' && (
          <NumberField
            label="Target loss"
            value={target}
            onCommit={value => setError(state.change({ target: value as number }))}
          />
        )}
        <Select
          label="Networks a side"
          options={SIDES.map(name => [name, name] as const)}
          value={side}
          onChange={chosen => setError(state.change({ side: chosen }))}
        />
        <NumberField
          label="Steps of each network"
          value={valueAt(map.document, STEPS) as number}
          onCommit={steps =>
            setError(state.change({ map: { ...map, document: withValue(map.document, STEPS, steps) } }))
          }
          error={error}
        />
        <Button onClick={() => setError(state.zoomOut())}>Zoom out</Button>
        <Button onClick={() => history.back()}>Back to the map before</Button>
      </fieldset>
    </>
  );
}

const STEPS = ['training', 'steps'] as const;

interface AxisProps {
  readonly state: MapState;
  readonly name: 'x' | 'y';
  readonly title: string;
}

function AxisControls({ state, name, title }: AxisProps) {
  const { map } = state.url.value;
  const axis = map[name];
  const other = map[name === 'x' ? 'y' : 'x'];
  const [error, setError] = useState<{ readonly of: keyof AxisChoice; readonly text: string }>();
  const set = (of: keyof AxisChoice, changes: Partial<AxisChoice>) => {
    const text = state.setAxis(name, { ...axis, ...changes });
    setError(text === undefined ? undefined : { of, text });
  };
  const errorOf = (field: keyof AxisChoice) => (error?.of === field ? error.text : undefined);
  const choices = axisChoices(map.document);
  const known = choices.some(({ path }) => path === axis.path) ? choices : [axis, ...choices];
  const options = known
    .filter(({ path }) => path === axis.path || path !== other.path)
    .map(({ path }) => [path, axisName(path)] as const);
  return (
    <fieldset class="controls">
      <legend>{title}</legend>
      <Select
        label="Setting"
        options={options}
        value={axis.path}
        onChange={path => set('path', known.find(choice => choice.path === path)!)}
        error={errorOf('path')}
      />
      <NumberField
        label="From"
        value={axis.from}
        onCommit={from => set('from', { from: from as number })}
        error={errorOf('from')}
      />
      <NumberField
        label="To"
        value={axis.to}
        onCommit={to => set('to', { to: to as number })}
        error={errorOf('to')}
      />
      {!axis.whole && (
        <Select
          label="Scale"
          options={[
            ['log', 'Logarithmic'],
            ['linear', 'Linear'],
          ]}
          value={axis.scale}
          onChange={scale => set('scale', { scale })}
          error={errorOf('scale')}
        />
      )}
    </fieldset>
  );
}
