import { layerText, type ScriptLayers } from './layerScript.ts';
import { indented, lines, repeated } from './pythonText.ts';
import type { ScriptNetwork, ScriptPlan } from './scriptPlan.ts';

/** The networks as lists of layers by name, drawn from the stream in that order. */
export function networkPart(plan: ScriptPlan, library: ScriptLayers): string {
  const networks = plan.networks.map(network => networkText(network, library));
  return lines('networks = {}', ...networks, drawsInTraining(plan) && `\n${SEEDS}`);
}

/** Whether training is random: rows of a batch, or units to leave out. */
export function drawsInTraining({ batch, uses }: ScriptPlan): boolean {
  return batch !== undefined || uses.dropout;
}

function networkText({ name, layers }: ScriptNetwork, library: ScriptLayers): string {
  const texts = layers.map(layer => layerText(library, layer));
  const entries = repeated(texts).map(entry => `${indented(entry)},`);
  const scaled = layers.flatMap(({ init }, l) => (init.kind === 'lsuv' ? [l] : []));
  return lines(
    `networks[${JSON.stringify(name)}] = [`,
    ...entries,
    ']',
    scaled.length > 0 && `scale_to_unit_variance(networks[${JSON.stringify(name)}], ${placesText(scaled)})`,
  );
}

function placesText(places: readonly number[]): string {
  const last = places.at(-1)!;
  return places.length === last + 1 ? `range(${last + 1})` : `[${places.join(', ')}]`;
}

/** The function that scales layers that start by lsuv. */
export const scaling = ({ uses }: ScriptPlan) => `def scale_to_unit_variance(layers, places):
    """Mishkin & Matas 2016: scales layer after layer until what its weights give has variance 1 on the data."""
    h = X
    for l, layer in enumerate(layers):
        for _ in range(10 if l in places else 0):
            variance = (${uses.scale ? 'h @ (layer.scale * layer.W)' : 'h @ layer.W'} + layer.b).var()
            if not 0 < variance < np.inf or abs(variance - 1) < 0.01:
                break
            layer.W /= np.sqrt(variance)
        h = layer.forward(h)`;

const SEEDS = `# For what training draws: a seed for the batches and one for dropout, of each network.
seeds = {name: random.randint(0, 2**32, 2, dtype=np.int64) for name in networks}`;
