import { type ReadonlySignal, signal } from '@preact/signals';

export type ThemeName = 'light' | 'dark';

const query = matchMedia('(prefers-color-scheme: dark)');
const current = signal<ThemeName>(nameOf(query.matches));
query.addEventListener('change', ({ matches }) => {
  current.value = nameOf(matches);
});

function nameOf(dark: boolean): ThemeName {
  return dark ? 'dark' : 'light';
}

/** The theme that the reader's system prefers. Figures need it because they contain literal colours. */
export const theme: ReadonlySignal<ThemeName> = current;

/** True if the reader prefers reduced motion. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
