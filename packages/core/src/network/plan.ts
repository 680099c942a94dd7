import type { Engine, Tensor } from '../engine/engine.ts';
import type { Flow, Node } from './nodes/node.ts';

/** What is to be planned: the nodes of a model, and the places of those whose outputs are looked at after a pass. */
export interface Planned {
  readonly nodes: readonly Node[];
  readonly observed: ReadonlySet<number>;
}

export interface PlanOptions {
  readonly samples: number;
  readonly input: Tensor;
  /** Where ∂loss/∂data goes, if it is asked for. */
  readonly inputSignal?: Tensor | undefined;
  /** If nothing goes backward, only the last node has room for a signal. */
  readonly backward: Backward;
}

export type Backward = 'nothing' | 'signals' | 'gradients';

/** A part of a sum that is computed aside: `to ← to + part`. */
export interface Addition {
  readonly part: Tensor;
  readonly to: Tensor;
}

/** The memory of a pass, and what it computes in one kernel. */
export interface Plan {
  readonly flows: readonly Flow[];
  /** By node: where its backward pass puts signals and gradients that are not the first to arrive. */
  readonly additions: readonly (readonly Addition[])[];
  /** For a dense product that computes the activation after it, that activation's place. */
  readonly through: readonly (number | undefined)[];
  /** For an activation that the dense product before it computes, that product's place. */
  readonly product: readonly (number | undefined)[];
  /** For an activation whose slope the dense product after it passes, that product's place. */
  readonly above: readonly (number | undefined)[];
  /** Whether the output depends on a node: only then does a signal arrive. */
  readonly reached: readonly boolean[];
}

/**
 * Gives every node its tensors on n rows. Tensors that need not be told apart are one: a plain dense layer has
 * one for its product and its activation, and one for their signals.
 *
 * An activation that does not read its input is fused with the product before it, and its slope with the
 * product after it.
 */
export function planOf(engine: Engine, model: Planned, options: PlanOptions): Plan {
  const { nodes } = model;
  const soleReader = soleReadersOf(nodes);
  const room: Room = {
    engine,
    soleReader,
    tensorFor: ({ shape }) => engine.tensor(options.samples * shape.positions, shape.channels),
  };
  const { h, ownsInput, d } = buffersOf(model, room, options.backward);
  const reached = reachedOf(nodes);
  const { x, dx, gradients, additions } = connectionsOf(nodes, h, d, reached, room, options);
  const flows = nodes.map((_, i) => ({
    x: x[i],
    ownsInput: ownsInput[i],
    h: h[i],
    d: d[i],
    dx: dx[i],
    gradients: gradients[i],
  }));
  return { flows, additions, reached, ...fusedOf(nodes, soleReader, h, d) };
}

/** What gives tensors to nodes, and decides which may share them. */
interface Room {
  readonly engine: Engine;
  /** By place, the only node that reads a node's output, and once; undefined if there are more, or none. */
  readonly soleReader: readonly (number | undefined)[];
  tensorFor(node: Node): Tensor;
}

/** The outputs and signals. Those of a node lie side by side, since a backward pass reads them together. */
function buffersOf(
  { nodes, observed }: Planned,
  { engine, soleReader, tensorFor }: Room,
  backward: Backward,
) {
  const [h, d]: [Tensor[], Tensor[]] = [[], []];
  const ownsInput: boolean[] = [];
  const none = engine.tensor(0, 0);
  const last = nodes.length - 1;
  for (const [i, node] of nodes.entries()) {
    const j = node.from[0];
    const isFree = j >= 0 && soleReader[j] === i && !nodes[j].readsOutput && !observed.has(j);
    ownsInput[i] = isFree && node.takesInput === true;
    h[i] = isFree && node.inPlace === 'both' && !node.readsInput ? h[j] : tensorFor(node);
    // The signal of an input that may overwrite that of its only reader is the same tensor.
    const isInPlace = j >= 0 && soleReader[j] === i && node.inPlace !== 'nothing';
    if (backward === 'nothing') d[i] = i < last ? none : tensorFor(node);
    else d[i] = isInPlace ? d[j] : tensorFor(node);
  }
  return { h, ownsInput, d };
}

/** By node: its inputs, where their signals and its gradients go, and what is then added. */
function connectionsOf(
  nodes: readonly Node[],
  h: readonly Tensor[],
  d: readonly Tensor[],
  reached: readonly boolean[],
  { engine }: Room,
  { input, inputSignal, backward }: PlanOptions,
) {
  const aside = new Aside(engine);
  const dx: (Tensor | undefined)[][] = [];
  const gradients: (Tensor | undefined)[][] = [];
  const additions: (readonly Addition[])[] = [];
  for (let i = nodes.length - 1; i >= 0; i--) {
    const { from, learned } = nodes[i];
    const passes = reached[i] && backward !== 'nothing';
    const learns = reached[i] && backward === 'gradients';
    dx[i] = from.map(j => (passes ? aside.placeFor(j, j < 0 ? inputSignal : d[j]) : undefined));
    gradients[i] = learned.map(({ gradient }) => (learns ? aside.placeFor(gradient, gradient) : undefined));
    additions[i] = aside.taken();
  }
  const x = nodes.map(({ from }) => from.map(j => (j < 0 ? input : h[j])));
  return { x, dx, gradients, additions };
}

function fusedOf(
  nodes: readonly Node[],
  soleReader: readonly (number | undefined)[],
  h: readonly Tensor[],
  d: readonly Tensor[],
): Pick<Plan, 'through' | 'product' | 'above'> {
  const isDense = (j: number | undefined) => j !== undefined && nodes[j]?.kind === 'dense';
  const isFusable = ({ activation }: Node) => activation?.readsInput === false;
  const product = nodes.map((node, i) => {
    const [j] = node.from;
    return isFusable(node) && isDense(j) && h[j] === h[i] ? j : undefined;
  });
  const above = nodes.map((node, i) => {
    const isFused = isFusable(node) && isDense(soleReader[i]) && d[node.from[0]] === d[i];
    return isFused ? soleReader[i] : undefined;
  });
  const through: (number | undefined)[] = [];
  for (const [i, j] of product.entries()) if (j !== undefined) through[j] = i;
  return { through, product, above };
}

function soleReadersOf(nodes: readonly Node[]): (number | undefined)[] {
  const readers: number[][] = nodes.map(() => []);
  for (const [i, { from }] of nodes.entries()) for (const j of from) readers[j]?.push(i);
  return readers.map(([reader, ...others]) => (others.length === 0 ? reader : undefined));
}

/** Whether the last node's output depends on a node. */
function reachedOf(nodes: readonly Node[]): boolean[] {
  const reached = nodes.map((_, i) => i === nodes.length - 1);
  for (let i = nodes.length - 1; i >= 0; i--) {
    if (reached[i]) for (const j of nodes[i].from) if (j >= 0) reached[j] = true;
  }
  return reached;
}

/** Where the parts of sums go: the first to arrive to the sum itself, the others aside, to be added to it. */
class Aside {
  private readonly engine: Engine;
  private readonly arrived = new Set<unknown>();
  /** By shape; one is enough, since what is in it is added before it is used again. */
  private readonly tensors = new Map<string, Tensor[]>();
  private additions: Addition[] = [];

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** The tensor for the next part of the sum that `key` stands for; undefined if nobody needs it. */
  placeFor(key: unknown, to: Tensor | undefined): Tensor | undefined {
    if (!to || !this.arrived.has(key)) {
      this.arrived.add(key);
      return to;
    }
    const part = this.tensorLike(to);
    this.additions.push({ part, to });
    return part;
  }

  /** The additions since the last call. */
  taken(): readonly Addition[] {
    const taken = this.additions;
    this.additions = [];
    return taken;
  }

  /** One that the node at hand does not use yet. */
  private tensorLike({ rows, columns }: Tensor): Tensor {
    const key = `${rows} × ${columns}`;
    const known = this.tensors.get(key) ?? [];
    this.tensors.set(key, known);
    const used = this.additions.map(({ part }) => part);
    const free = known.find(tensor => !used.includes(tensor));
    if (free) return free;
    const tensor = this.engine.tensor(rows, columns);
    known.push(tensor);
    return tensor;
  }
}
