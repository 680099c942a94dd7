// biome-ignore-all lint/suspicious/noEmptyInterface: programs add to them.

/**
 * Activations that a program adds by `registerActivation`, each with the numbers of its settings. A program declares
 * them here, so that its experiments type-check:
 *
 *     declare module 'gradscope' {
 *       interface OwnActivations { swish: { beta: number } }
 *     }
 */
export interface OwnActivations {}

/** Initializers that a program adds by `registerInitializer`: as {@link OwnActivations}. */
export interface OwnInitializers {}

/** Optimizers that a program adds by `registerOptimizer`, each with the numbers of its settings but the step size. */
export interface OwnOptimizers {}

/** Data that a program adds by `registerData`, each with the numbers of its settings. */
export interface OwnData {}

/** Kinds of hidden layers that a program adds by `registerLayer`, each with the numbers of its settings. */
export interface OwnLayers {}

/**
 * Probes that a program adds by `registerProbe`, each with the names of its series:
 *
 *     declare module 'gradscope' {
 *       interface OwnProbes { rank: 'weight_rank' }
 *     }
 */
export interface OwnProbes {}

/** Symptoms that a program adds by `registerSymptom`, by name: `interface OwnSymptoms { lazy: true }`. */
export interface OwnSymptoms {}
