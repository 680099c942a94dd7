// Makes the contents of files in a worker: for a long history with many columns this takes seconds, which
// would block the page.
import {
  runFormats,
  writeDataCsv,
  writeExperimentText,
  writeNotebook,
  writeNumpyScript,
  writePytorchScript,
} from '@gradscope/formats';
import type { ExportAnswer, ExportOrder, ExportQuestion } from './exportMessages.ts';

addEventListener('message', ({ data: { id, order } }: MessageEvent<ExportQuestion>) => {
  postMessage({ id, ...answerTo(order) } satisfies ExportAnswer);
});

function answerTo(order: ExportOrder) {
  try {
    return { kind: 'content', content: contentOf(order) } as const;
  } catch (error) {
    return { kind: 'complaint', message: error instanceof Error ? error.message : String(error) } as const;
  }
}

function contentOf(order: ExportOrder): string | Uint8Array {
  switch (order.kind) {
    case 'experiment':
      return (order.remark && `# ${order.remark}\n`) + writeExperimentText(order.experiment);
    case 'numpy':
      return writeNumpyScript(order.experiment, order.data);
    case 'pytorch':
      return writePytorchScript(order.experiment, order.data);
    case 'notebook':
      return writeNotebook(order.experiment, order.data, order.figures);
    case 'data':
      return writeDataCsv(order.data);
    case 'run':
      return runFormats[order.format].write(order.network);
  }
}
