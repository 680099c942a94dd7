import { landmarksIn, landmarksOf } from '../network/landmarks.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import type { BranchOperation } from '../network/nodes/branch.ts';
import type { Node } from '../network/nodes/node.ts';
import type { ProbeKind } from './probe.ts';

const isBranchSum = (node: Node): boolean => node.kind === 'branchSum';

/** The residual blocks among these layers, from the input on: `3`, or `3.2` inside a block. */
const blockPlaces = (layers: readonly LayerSettings[]): string[] =>
  landmarksIn(layers, isBranchSum).map(({ name }) => name);

/**
 * For each residual block, `branch_ratio`, ‖scale · branch‖ / ‖skip · x‖: how much the block adds to what passes by.
 */
export const blockProbe: ProbeKind<'branch_ratio'> = {
  label: 'Residual blocks',
  columns: layers => ({ branch_ratio: blockPlaces(layers).length }),
  suffixes: layers => ({ branch_ratio: blockPlaces(layers) }),
  create({ model, pass, engine }) {
    const places = landmarksOf(model, isBranchSum);
    return {
      measure(row) {
        const ratios = row('branch_ratio');
        for (const [b, { place, node }] of places.entries()) {
          const { skip, branch } = (pass.operations[place] as BranchOperation).factors();
          const [inner, outer] = node.from.map(from => (from < 0 ? pass.input : pass.h(from)));
          const size = (tensor: typeof inner) => engine.magnitudes(tensor).l2;
          ratios[b] = (Math.abs(branch) * size(inner)) / (Math.abs(skip) * size(outer));
        }
      },
    };
  },
};
