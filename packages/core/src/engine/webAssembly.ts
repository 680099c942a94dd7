/**
 * The part of WebAssembly's JavaScript interface that the engine uses. Node, browsers and workers all have
 * it; declaring it here allows checking `core` without the types of any of them.
 */
interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WebAssemblyInstance {
  readonly exports: object;
}

interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => WebAssemblyInstance;
  validate(bytes: Uint8Array): boolean;
}

export const { WebAssembly, atob } = globalThis as unknown as {
  WebAssembly: WebAssemblyInterface | undefined;
  atob(base64: string): string;
};

export type { WebAssemblyInterface, WebAssemblyMemory };
