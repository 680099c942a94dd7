/** A path such as `encoder.layers.3.linear1.weight`, taken apart. */
export interface ParameterPath {
  /** Whether it ends in a parameter's name. */
  readonly isParameter: boolean;
  /** Weights make a layer; biases, parameters of a normalization and unlearned values do not. */
  readonly role: 'weight' | 'bias' | 'norm' | 'state' | 'length' | 'loraA';
  /** The module's path; of several weights in one module, with their name. */
  readonly layer: string;
}

/**
 * A module's only set of weights, as named by PyTorch, Keras, Flax and others. Keras counts tensors as in
 * `kernel_0`.
 */
const WEIGHTS = /^(?:weight|kernel|w|embeddings?|weight_v|weight_orig)(?:_0)?$/i;
/** The lengths that weight normalization splits off a layer's weights. */
const LENGTHS = /^weight_g$/i;
/** Vectors that spectral normalization keeps. */
const SPECTRAL = /^weight_u$/i;
/** PyTorch's parametrizations: `fc.parametrizations.weight.original1`; 0 are the lengths of weight normalization. */
const PARAMETRIZED = /^(.*)[./]parametrizations[./]weight[./]original([01]?)$/;
/** Wrappers around models: DataParallel, torch.compile, FSDP, checkpointing. */
const WRAPPERS = /(?<=^|[./])(?:_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)[./]/g;
const PARALLEL = /^(?:module[./])+/;
const LORA = /^(.*lora_(?:embedding_)?([AB]))(?:[./].*)?$/;
/** One of several sets in a module: recurrent, attention, separable convolutions. */
const MORE_WEIGHTS = /(?:^|_)(?:weights?|kernel)(?:_[a-z0-9]+)*$|^weight_(?:ih|hh)_l\d+/i;
const BIASES = /^(?:bias|b|bias_0|bias_(?:ih|hh)_l\d+(?:_reverse)?|in_proj_bias|.*_bias)$/i;
const OF_NORM = /^(?:gamma|beta|scale)(?:_0)?$/i;
const STATE = /^(?:running_(?:mean|var)|moving_(?:mean|variance)|num_batches_tracked)(?:_0)?$/i;
const NORM_MODULE =
  /^(?:[a-z]*_)?(?:bn|batch_?norm(?:alization)?|layer_?norm(?:alization)?|group_?norm(?:alization)?|instance_?norm|rms_?norm|ln|norm)(?:[_-]?[a-z0-9]+)?$/i;

export function readPath(wrapped: string): ParameterPath {
  const path = wrapped.replaceAll(WRAPPERS, '').replace(PARALLEL, '');
  const lora = LORA.exec(path);
  if (lora) return { isParameter: true, role: lora[2] === 'A' ? 'loraA' : 'weight', layer: lora[1] };
  const parametrized = PARAMETRIZED.exec(path);
  if (parametrized) {
    const role = parametrized[2] === '0' ? 'length' : 'weight';
    return { isParameter: true, role, layer: parametrized[1] };
  }
  const parts = path.split(/[./]/);
  const last = parts.at(-1) ?? '';
  const module = path.slice(0, Math.max(0, path.length - last.length - 1));
  const isNorm = parts.slice(0, -1).some(part => NORM_MODULE.test(part));
  if (LENGTHS.test(last)) return { isParameter: true, role: 'length', layer: module };
  if (STATE.test(last) || SPECTRAL.test(last)) return { isParameter: true, role: 'state', layer: module };
  if (OF_NORM.test(last)) return { isParameter: true, role: 'norm', layer: module };
  if (parts.length > 1 && BIASES.test(last)) {
    return { isParameter: true, role: isNorm ? 'norm' : 'bias', layer: module };
  }
  if (parts.length > 1 && WEIGHTS.test(last)) {
    return { isParameter: true, role: isNorm ? 'norm' : 'weight', layer: module };
  }
  if (parts.length > 1 && MORE_WEIGHTS.test(last)) {
    return { isParameter: true, role: isNorm ? 'norm' : 'weight', layer: path };
  }
  return { isParameter: false, role: NORM_MODULE.test(last) ? 'norm' : 'weight', layer: path };
}
