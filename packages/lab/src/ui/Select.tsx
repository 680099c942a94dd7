import { Field } from './Field.tsx';

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly options: readonly (readonly [value: Value, text: string])[];
  /** Undefined if the field stands for several different values. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, options, value, onChange, hint, error } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {ids => (
        <select {...ids} value={value ?? ''} onChange={event => onChange(event.currentTarget.value as Value)}>
          {value === undefined && (
            <option value="" disabled>
              differs
            </option>
          )}
          {options.map(([option, text]) => (
            <option key={option} value={option} selected={option === value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
