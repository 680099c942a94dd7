/** Networks that are trained against each other, by the words that programs use for them. */
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

/** The network that a word stands for; undefined if it is none. */
export const networkOfWord = (word: string): string | undefined =>
  NETWORKS.find(([pattern]) => pattern.test(word))?.[1];

/** Path parts that are looked at: deeper ones are layers of some kind. */
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

/** Whether two of these networks play against each other: one alone may be a word for something else. */
export function isGame(networks: ReadonlySet<string>): boolean {
  const kinds = new Set([...networks].map(network => network.replace(/_.$/, '')));
  return OPPONENTS.some(([judge, maker]) => kinds.has(judge) && kinds.has(maker));
}
