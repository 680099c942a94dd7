/** Words that programs use for networks that train against each other. */
const NETWORKS: readonly (readonly [RegExp, string])[] = [
  [/^(?:net_?)?d$|^dis(?:c|criminator)?$|^discriminator$/, 'D'],
  [/^(?:net_?)?g$|^gen(?:erator)?$/, 'G'],
  [/^critic$/, 'critic'],
  [/^actor$/, 'actor'],
];

/** Who plays against whom. */
const OPPONENTS: readonly (readonly [judge: string, maker: string])[] = [
  ['D', 'G'],
  ['critic', 'actor'],
  ['critic', 'G'],
];

/** The network that a word denotes; undefined if it denotes none. */
export const networkOfWord = (word: string): string | undefined =>
  NETWORKS.find(([pattern]) => pattern.test(word))?.[1];

/** The most path parts that are examined: deeper ones are layers. */
const DEEPEST = 3;

/** The network that a layer is part of, by its path: `netD.main.0`, `model.discriminator.fc1`, `D_A.conv1`. */
export function networkOfLayer(path: string): string | undefined {
  for (const part of path.split(/[./]/, DEEPEST)) {
    const [, word, instance] = /^(.+?)(?:_([a-z0-9]))?$/i.exec(part) ?? [];
    const network = networkOfWord((word ?? '').toLowerCase());
    if (network) return instance === undefined ? network : `${network}_${instance.toUpperCase()}`;
  }
  return undefined;
}

/** Whether two of these networks play against each other: a single one may be a word for something else. */
export function isGame(networks: ReadonlySet<string>): boolean {
  const kinds = new Set([...networks].map(network => network.replace(/_.$/, '')));
  return OPPONENTS.some(([judge, maker]) => kinds.has(judge) && kinds.has(maker));
}
