import type { Choice } from '../kinds/kind.ts';
import type { DataForm, DataRules } from './dataKind.ts';

/** Ties the names of the settings to those that `shape` reads. */
export const dataForm = <Rules extends DataRules>(
  form: DataForm<Rules> & { readonly together?: { readonly key: NoInfer<keyof Rules> } },
): DataForm<Rules> => form;

/** Data of which an experiment may hold rows out and standardize the features. */
export const preparedForm = <Rules extends DataRules>(form: DataForm<Rules>) => ({
  ...form,
  prepares: true as const,
});

/** Data of which an experiment may hold rows out. */
export const heldOutForm = <Rules extends DataRules>(form: DataForm<Rules>) => ({
  ...form,
  prepares: 'test' as const,
});

/** A number of points, or of another thing that there is at least one of. */
export const count = { whole: true, from: 1, to: 10_000_000 };
export const deviation = { from: 0, to: 1000 };

export const choice = <Name extends string>(
  choices: readonly Name[],
  chosen: NoInfer<Name>,
  description: string,
): Choice<Name> => ({ choices, default: chosen, description });
