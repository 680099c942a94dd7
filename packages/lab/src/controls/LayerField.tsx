import { initializers, type LayerSetting, labelOf, labelsOf } from 'gradscope';
import { NumberField } from '../ui/NumberField.tsx';
import { Select } from '../ui/Select.tsx';
import { initStart, numberName } from './names.ts';

export interface LayerFieldProps {
  readonly name: string;
  readonly setting: LayerSetting;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** The control of one setting of a kind of layer, made from the rule of the setting. */
export function LayerField({ name, setting, value, onChange }: LayerFieldProps) {
  const label = numberName(name);
  if ('flag' in setting) {
    return (
      <label class="check">
        <input
          type="checkbox"
          checked={value === true}
          onChange={event => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
    );
  }
  if ('choices' in setting) {
    const options = setting.choices.map(choice => [choice, choiceName(choice)] as const);
    return <Select label={label} options={options} value={value as string} onChange={onChange} />;
  }
  if ('init' in setting) return <StartField label={label} value={value as Start} onChange={onChange} />;
  if ('names' in setting) {
    const names = setting.names.map(choice => [choice, choiceName(choice)] as const);
    const isNumber = typeof value === 'number';
    return (
      <>
        <Select
          label={label}
          options={[['number', 'A number'], ...names]}
          value={isNumber ? 'number' : (value as string)}
          onChange={chosen => onChange(chosen === 'number' ? setting.default : chosen)}
        />
        {isNumber && <NumberField label={`${label}, number`} value={value} onCommit={onChange} />}
      </>
    );
  }
  return <NumberField label={label} value={value as number} onCommit={onChange} />;
}

/** Names that are abbreviations. */
const CHOICES: Readonly<Record<string, string>> = { lstm: 'LSTM', gru: 'GRU', relu: 'ReLU', rms: 'RMS' };
const choiceName = (choice: string): string => CHOICES[choice] ?? labelOf(choice);

type Start = Readonly<Record<string, unknown>> & { readonly kind: string };
type StartKind = keyof typeof initializers;

function StartField({
  label,
  value,
  onChange,
}: Omit<LayerFieldProps, 'name' | 'setting' | 'value'> & {
  readonly label: string;
  readonly value: Start;
}) {
  const numbers = Object.entries(value).filter(([, own]) => typeof own === 'number');
  return (
    <>
      <Select
        label={label}
        options={labelsOf(initializers)}
        value={value.kind as StartKind}
        onChange={kind => onChange({ kind, ...initStart(kind) })}
      />
      {numbers.map(([key, own]) => (
        <NumberField
          key={key}
          label={numberName(key)}
          value={own as number}
          onCommit={number => onChange({ ...value, [key]: number })}
        />
      ))}
    </>
  );
}
