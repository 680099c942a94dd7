/** The part of @resvg/resvg-wasm used here; its own types do not resolve as those of an ES module. */
declare module '@resvg/resvg-wasm' {
  interface Settings {
    readonly fitTo: { readonly mode: 'zoom'; readonly value: number };
    readonly font: {
      readonly fontBuffers: readonly Uint8Array[];
      readonly defaultFontFamily: string;
      readonly sansSerifFamily: string;
    };
  }

  /** A picture in the memory of the module, which only `free` releases. */
  interface Picture {
    asPng(): Uint8Array;
    free(): void;
  }

  export class Resvg {
    constructor(svg: string, settings: Settings);
    render(): Picture;
    free(): void;
  }

  /** Throws if called twice. */
  export function initWasm(module: Uint8Array): Promise<void>;
}
