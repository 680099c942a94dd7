import { useState } from 'preact/hooks';
import type { Session } from '../session/session.ts';
import { Field } from '../ui/Field.tsx';

/** A step to train up to, or to go back to; empty again after use. */
export function GoToStep({ session }: { readonly session: Session }) {
  const [draft, setDraft] = useState('');
  const [error, setError] = useState('');
  const commit = () => {
    const isStep = /^\d{1,10}$/.test(draft.trim());
    setError(isStep || draft === '' ? '' : `step: expected a whole number from 0, got "${draft}"`);
    if (!isStep) return;
    session.goTo(Number(draft));
    setDraft('');
  };
  return (
    <Field label="Go to step" error={error}>
      {ids => (
        <input
          {...ids}
          type="text"
          inputMode="numeric"
          class="number"
          autocomplete="off"
          value={draft}
          onInput={event => setDraft(event.currentTarget.value)}
          onChange={commit}
          onKeyDown={({ key }) => {
            if (key === 'Enter') commit();
          }}
        />
      )}
    </Field>
  );
}
