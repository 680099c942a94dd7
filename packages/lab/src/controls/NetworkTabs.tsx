import type { Experiment, NetworkSettings } from 'gradscope';
import { useState } from 'preact/hooks';
import { MOST_NETWORKS } from '../session/session.ts';
import { Button } from '../ui/Button.tsx';
import { lazily } from '../ui/Lazy.tsx';
import { networkColor } from '../ui/networkColors.ts';
import { Text } from '../ui/Text.tsx';
import type { Editor } from './editor.ts';
import { NetworkControls } from './NetworkControls.tsx';

/** Folded at first. */
const MoreNetworkControls = lazily(
  async () => (await import('./MoreNetworkControls.tsx')).MoreNetworkControls,
);

/** The networks, one at a time or all together. */
export function NetworkTabs({ editor }: { readonly editor: Editor }) {
  const { networks } = editor.experiment.value;
  const [chosen, choose] = useState<number | 'all'>('all');
  const current = chosen !== 'all' && chosen < networks.length ? chosen : 'all';
  const all = networks.map((_, index) => index);
  const edited = current === 'all' ? all : [current];
  return (
    <fieldset class="controls">
      <legend>Networks</legend>
      <fieldset class="chips">
        <legend class="visually-hidden">Networks to change</legend>
        {networks.length > 1 && (
          <Button kind="quiet" pressed={current === 'all'} onClick={() => choose('all')}>
            All
          </Button>
        )}
        {networks.map(({ name }, index) => (
          <Button
            key={name}
            kind="quiet"
            pressed={networks.length === 1 || current === index}
            onClick={() => choose(index)}
          >
            <span class="dot" style={{ background: networkColor(index) }} /> {name}
          </Button>
        ))}
        {networks.length < MOST_NETWORKS && (
          <Button
            kind="quiet"
            label="Add a network"
            onClick={() => {
              editor.tryOut(withCopy(editor.experiment.value, current === 'all' ? 0 : current), 'networks');
              choose(networks.length);
            }}
          >
            +
          </Button>
        )}
      </fieldset>
      {editor.errorAt('networks') && <p class="error">{editor.errorAt('networks')}</p>}
      <NetworkControls key={`${current}`} editor={editor} networks={edited} />
      <MoreNetworkControls editor={editor} networks={edited} />
      {current !== 'all' && (
        <>
          <Text
            label="Name"
            value={networks[current].name}
            onCommit={name => editor.change([['networks', current, 'name']], name)}
            error={editor.error([['networks', current, 'name']])}
          />
          {networks.length > 1 && (
            <Button
              onClick={() => {
                editor.tryOut(without(editor.experiment.value, current), 'networks');
                choose('all');
              }}
            >
              Remove {networks[current].name}
            </Button>
          )}
        </>
      )}
    </fieldset>
  );
}

function withCopy(experiment: Experiment, index: number): Experiment {
  const { networks } = experiment;
  const original = networks[index];
  return { ...experiment, networks: [...networks, { ...original, name: freeName(original.name, networks) }] };
}

function without(experiment: Experiment, index: number): Experiment {
  return { ...experiment, networks: experiment.networks.filter((_, i) => i !== index) };
}

/** `relu`, `relu-2`, `relu-3`, … : the first that no network has. */
export function freeName(name: string, networks: readonly NetworkSettings[]): string {
  const stem = name.replace(/-\d+$/, '');
  let number = 2;
  while (networks.some(network => network.name === `${stem}-${number}`)) number++;
  return `${stem}-${number}`;
}
