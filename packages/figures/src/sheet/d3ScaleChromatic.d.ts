declare module 'd3-scale-chromatic' {
  export function interpolatePlasma(t: number): string;
  export function interpolateViridis(t: number): string;
}
