import { dataKinds, dataShape, labelsOf } from 'gradscope';
import type { Editor } from './editor.ts';
import { KindSetting, SliderSetting } from './Settings.tsx';

/** The data: their kind, noise, and other numbers. */
export function DataControls({ editor }: { readonly editor: Editor }) {
  const { data } = editor.experiment.value;
  return (
    <fieldset class="controls">
      <legend>Data</legend>
      <KindSetting
        editor={editor}
        label="Data"
        paths={[['data']]}
        options={[
          ...labelsOf(dataKinds),
          ...(data.kind === 'table' ? [['table', `Own: ${data.file}`] as const] : []),
        ]}
        make={kind => ({
          kind,
          ...(kind !== 'table' && dataKinds[kind].prepares === true && { standardize: true }),
        })}
        without={['noise']}
        labels={dataShape(data)?.axes ? { samples: 'Sequences' } : {}}
        rules={data.kind === 'table' ? {} : dataKinds[data.kind].settings}
      />
      {'noise' in data && (
        <SliderSetting
          editor={editor}
          label="Noise"
          paths={[['data', 'noise']]}
          scale={{ from: 0, to: 1, step: 0.05 }}
        />
      )}
    </fieldset>
  );
}
