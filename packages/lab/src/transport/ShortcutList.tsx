import { Disclosure } from '../ui/Disclosure.tsx';
import type { Shortcut } from './shortcuts.ts';

/** The keys and their functions. */
export function ShortcutList({ shortcuts }: { readonly shortcuts: readonly Shortcut[] }) {
  return (
    <div class="shortcuts">
      <Disclosure title="Keys">
        <dl>
          {shortcuts.map(({ name, does }) => (
            <div key={name}>
              <dt>
                <kbd>{name}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </div>
  );
}
