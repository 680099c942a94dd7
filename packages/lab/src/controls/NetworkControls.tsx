import { initializers, isDenseStack, labelsOf, type NetworkSettings } from 'gradscope';
import type { Path } from '../state/edits.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { lazily } from '../ui/Lazy.tsx';
import { Slider } from '../ui/Slider.tsx';
import { Text } from '../ui/Text.tsx';
import type { Editor } from './editor.ts';
import { hiddenText, layersInWords, readHidden, widthOf, withDepth, withWidth } from './hiddenText.ts';
import { activationNames, initStart } from './names.ts';
import { KindSetting } from './Settings.tsx';
import { withoutEarlyPool } from './withEnds.ts';

/** Depth, width, activation and start of one network, or of several at once. */
export function NetworkControls({
  editor,
  networks,
}: {
  readonly editor: Editor;
  readonly networks: readonly number[];
}) {
  const at = (key: string): Path[] => networks.map(index => ['networks', index, key]);
  return (
    <>
      <LayerControls editor={editor} paths={at('hidden')} />
      <KindSetting
        editor={editor}
        label="Activation"
        paths={at('activation')}
        options={activationNames()}
        make={kind => kind}
      />
      <KindSetting
        editor={editor}
        label="Weights start"
        paths={at('init')}
        options={labelsOf(initializers)}
        make={kind => ({ kind, ...initStart(kind) })}
      />
    </>
  );
}

type Hidden = NetworkSettings['hidden'];

/** The width of the first hidden layer added to a network without hidden layers. */
const USUAL_WIDTH = 50;

function LayerControls({ editor, paths }: { readonly editor: Editor; readonly paths: readonly Path[] }) {
  const hidden = editor.value(paths) as Hidden | undefined;
  const widths = hidden?.map(widthOf);
  const isEven = widths?.every(width => width === widths[0]);
  const error = editor.error(paths);
  const all = paths.map(path => editor.value([path]) as Hidden);
  if (!all.every(own => isDenseStack({ hidden: own })))
    return <KindsOfLayers editor={editor} paths={paths} />;
  return (
    <>
      <Slider
        label="Hidden layers"
        value={hidden?.length}
        scale={{ values: DEPTHS }}
        onCommit={depth => {
          const isDepth = typeof depth === 'number' && Number.isInteger(depth) && depth >= 0;
          editor.changeEach(paths, value =>
            isDepth && depth <= MOST_LAYERS
              ? withDepth(value as Hidden, depth, USUAL_WIDTH)
              : { layers: depth, width: USUAL_WIDTH },
          );
        }}
      />
      <Slider
        label="Width"
        value={isEven ? widths![0] : undefined}
        scale={{ values: WIDTHS }}
        onCommit={width => editor.changeEach(paths, value => withWidth(value as Hidden, width as number))}
      />
      <Text
        label="Layer by layer"
        value={hidden ? hiddenText(hidden) : ''}
        onCommit={text => editor.changeEach(paths, value => readHidden(text, value as Hidden))}
        hint="Widths from the input on: 50, 20 tanh, 10. Or 20 × 50."
        error={error}
      />
      <KindsOfLayers editor={editor} paths={paths} />
    </>
  );
}

/** Most networks are dense: the menus of kinds come when they are opened. */
const LayerMenus = lazily(async () => (await import('./LayerMenus.tsx')).LayerMenus);

/** The layers one by one, of any kinds: unfolded if there are others than dense ones. */
function KindsOfLayers({ editor, paths }: { readonly editor: Editor; readonly paths: readonly Path[] }) {
  const hidden = editor.value(paths) as Hidden | undefined;
  const isDense = hidden !== undefined && isDenseStack({ hidden });
  return (
    <Disclosure key={String(isDense)} title="Kinds of layers" initiallyOpen={!isDense}>
      <p class="hint" data-testid="layers">
        {hidden
          ? layersInWords(hidden) || 'No hidden layer.'
          : 'They differ: choose one network to change its layers.'}
      </p>
      {hidden && (
        <LayerMenus
          items={hidden}
          onChange={items => editor.change(paths, withoutEarlyPool(items))}
          error={editor.error(paths)}
        />
      )}
    </Disclosure>
  );
}

const MOST_LAYERS = 1000;
const DEPTHS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50];
const WIDTHS = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200];
