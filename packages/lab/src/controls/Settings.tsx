import { type Choice, labelOf } from 'gradscope';
import type { Path } from '../state/edits.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { Select } from '../ui/Select.tsx';
import { Slider, type SliderScale } from '../ui/Slider.tsx';
import type { Editor } from './editor.ts';
import { numberName } from './names.ts';

export interface SettingProps {
  readonly editor: Editor;
  readonly label: string;
  /** The paths of the value; several if one control is for several networks. */
  readonly paths: readonly Path[];
  readonly hint?: string | undefined;
}

/** A number of the experiment. */
export function NumberSetting({ editor, label, paths, hint }: SettingProps) {
  return (
    <NumberField
      label={label}
      hint={hint}
      value={editor.value(paths) as number | undefined}
      error={editor.error(paths)}
      onCommit={value => editor.change(paths, value)}
    />
  );
}

export function SliderSetting({
  editor,
  label,
  paths,
  hint,
  scale,
}: SettingProps & { readonly scale: SliderScale }) {
  return (
    <Slider
      label={label}
      hint={hint}
      scale={scale}
      value={editor.value(paths) as number | undefined}
      error={editor.error(paths)}
      onCommit={value => editor.change(paths, value)}
    />
  );
}

export interface ChoiceSettingProps<Value extends string> extends SettingProps {
  readonly options: readonly (readonly [Value, string])[];
}

/** A choice among names. */
export function ChoiceSetting<Value extends string>({
  editor,
  label,
  paths,
  hint,
  options,
}: ChoiceSettingProps<Value>) {
  return (
    <Select
      label={label}
      hint={hint}
      options={options}
      value={editor.value(paths) as Value | undefined}
      error={editor.error(paths)}
      onChange={value => editor.change(paths, value)}
    />
  );
}

const isChoice = (rule: object): rule is Choice => 'choices' in rule;

export interface KindSettingProps<Value extends string> extends ChoiceSettingProps<Value> {
  /** Makes the document of a chosen kind. */
  readonly make: (kind: Value) => unknown;
  /** The numbers that have a control elsewhere. */
  readonly without?: readonly string[];
  /** The rules of the kind's settings, for those that are one of several names. */
  readonly rules?: Readonly<Record<string, object>>;
  /** The labels of settings whose usual label does not fit. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A mapping distinguished by its `kind`, with a field for each of its numbers and a menu for each of its choices. */
export function KindSetting<Value extends string>(props: KindSettingProps<Value>) {
  const { editor, label, paths, hint, options, make, without = [], rules = {}, labels = {} } = props;
  const kindPaths = paths.map(path => [...path, 'kind']);
  const value = editor.value(paths) as Readonly<Record<string, unknown>> | undefined;
  const numbers = Object.keys(value ?? {}).filter(
    key => typeof value![key] === 'number' && !without.includes(key),
  );
  return (
    <>
      <Select
        label={label}
        hint={hint}
        options={options}
        value={editor.value(kindPaths) as Value | undefined}
        error={editor.error(paths)}
        onChange={kind => editor.change(paths, make(kind))}
      />
      {numbers.map(key => (
        <NumberSetting
          key={key}
          editor={editor}
          label={labels[key] ?? numberName(key)}
          paths={paths.map(path => [...path, key])}
        />
      ))}
      {Object.entries(rules).map(
        ([key, rule]) =>
          isChoice(rule) && (
            <ChoiceSetting
              key={key}
              editor={editor}
              label={labels[key] ?? numberName(key)}
              hint={rule.description}
              paths={paths.map(path => [...path, key])}
              options={rule.choices.map(choice => [choice, labelOf(choice)] as const)}
            />
          ),
      )}
    </>
  );
}
