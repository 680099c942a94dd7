/** What the benchmark uses of two libraries that ship no types. */
declare module 'convnetjs' {
  namespace convnetjs {
    class Vol {
      constructor(values: number[]);
      w: Float64Array;
    }
    interface FullyConnected {
      layer_type: string;
      filters: Vol[];
      biases: Vol;
    }
    class Net {
      layers: FullyConnected[];
      makeLayers(definitions: object[]): void;
    }
    class Trainer {
      constructor(net: Net, options: object);
      train(point: Vol, label: number): { cost_loss: number; l2_decay_loss: number };
    }
  }
  export default convnetjs;
}

declare module 'brain.js' {
  class NeuralNetwork {
    constructor(options: object);
    errorCheckInterval: number;
    train(data: { input: number[]; output: number[] }[], options: object): { error: number };
  }
  const brain: { NeuralNetwork: typeof NeuralNetwork };
  export default brain;
}

/** Only the benchmark installs it, so a check of the types may not find it. */
declare module '@tensorflow/tfjs-backend-wasm' {
  export function setThreadsCount(count: number): void;
}
