/** The colours of a figure that carry no data. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  /** Axis labels, notes: at least 4.5 : 1 on the background. */
  readonly muted: string;
  readonly axis: string;
  readonly grid: string;
  /** Outline that sets a point apart from a region of its own colour. */
  readonly outline: string;
  /** Hues of networks, the most different first (Okabe–Ito, shifted to reach 3 : 1 on the background). */
  readonly hues: readonly string[];
  /** The part of the plasma ramp that is legible on the background, first layer to last. */
  readonly ramp: readonly [number, number];
}

export const themes = {
  light: {
    background: '#ffffff',
    text: '#1c2128',
    muted: '#57606a',
    axis: '#8b949e',
    grid: '#e7eaee',
    outline: '#22272e',
    hues: ['#0072b2', '#d55e00', '#00855f', '#b0508a', '#8a6d00', '#3b3f8f', '#5c6670'],
    ramp: [0.05, 0.64],
  },
  dark: {
    background: '#10151c',
    text: '#e8ebef',
    muted: '#a3adb8',
    axis: '#6b7682',
    grid: '#252c36',
    outline: '#f4f6f8',
    hues: ['#56b4e9', '#f0862f', '#2fc79a', '#e08fc0', '#e3c23d', '#9aa0f0', '#b4bcc6'],
    ramp: [0.92, 0.42],
  },
} as const satisfies Record<string, Theme>;
