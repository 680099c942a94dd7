/**
 * The activations that have a kernel, by their number in kernels/activation.ts. Networks in lanes can have only these;
 * elsewhere the others run on plain loops.
 */
export const ACTIVATION_KERNELS = { identity: 0, relu: 1, sigmoid: 2, tanh: 3 } as const;
export type KernelActivation = keyof typeof ACTIVATION_KERNELS;

/** Whether an activation of this name has a kernel. */
export const hasKernel = (name: string): name is KernelActivation => Object.hasOwn(ACTIVATION_KERNELS, name);

const numbers: ReadonlyMap<string, number> = new Map(Object.entries(ACTIVATION_KERNELS));

/** The number of the kernel; undefined if there is none. */
export const kernelOf = (name: string): number | undefined => numbers.get(name);
