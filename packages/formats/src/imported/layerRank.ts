/**
 * Words for parts of a network, from the input to the output; words on one line have no order among each
 * other.
 */
const RANKS: readonly RegExp[] = [
  /^(?:stem|embed\w*|\w+_?embed(?:ding)?s?|wte|wpe|tok\w*|inputs?|in_?proj|conv_?in|first|inc|shared|prenet|preprocess\w*)$/,
  /^(?:conv\w*|cnn|features?|feature_extractor|backbone|encoder|enc|down\w*|contract\w*)$/,
  /^(?:layers?|blocks?|stages?|body|trunk|hidden|h|transformer|rnn|lstm|gru|middle|mid|mid_?block|bottleneck|bridge|residual\w*)$/,
  /^(?:neck|fpn|(?:avg|max)?pool|flatten|pooler|aggregat\w*)$/,
  /^(?:fcs?|fully_connected|dense|linears?|lin|mlp|fc_\w+|up\w*|expand\w*)$/,
  /^(?:decoder|dec|generator)$/,
  /^(?:heads?|\w+_head|classif\w+|cls|logits?|outputs?|outc?|out_?proj|conv_?out|final\w*|last\w*|predict\w*|readout|score\w*|answer)$/,
];
const LAST = RANKS.length - 1;
/** The rank of a single part whose word has no meaning, among others that have one. */
export const MIDDLE = 3;

/** Whether a rank belongs to one end of a network. */
export const isEnd = (rank: number): boolean => rank === 0 || rank >= LAST - 1;

/**
 * The position of a part in a network, by its word: 0 at the input; undefined for other words. Numbers behind
 * it are ignored.
 */
export function layerRank(part: string): number | undefined {
  const word = part
    .replaceAll(/([a-z])(?=[A-Z])/g, '$1_')
    .toLowerCase()
    .replace(/[_-]?\d+$/, '');
  const rank = RANKS.findIndex(pattern => pattern.test(word));
  return rank < 0 ? undefined : rank;
}

/** Whether two parts may share one matrix: the tokens’ embedding and the layer that computes their scores. */
export function mayBeTied(a: string, b: string): boolean {
  const ranks = [a, b].map(name => name.split(/[./]/).map(layerRank));
  return ranks.some(
    (own, i) => own.at(-1) === 0 && ranks[1 - i].some(rank => rank === LAST || rank === LAST - 1),
  );
}
