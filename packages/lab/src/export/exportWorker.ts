// Makes the contents of files in a worker: for a long history with many columns this takes seconds, which
// would block the page.
import { type FileFormat, fileFormats, writeDataCsv } from '@gradscope/formats';
import { loadLayers } from 'gradscope';
import type { ExportAnswer, ExportOrder, ExportQuestion } from './exportMessages.ts';

addEventListener('message', async ({ data: { id, order } }: MessageEvent<ExportQuestion>) => {
  postMessage({ id, ...(await answerTo(order)) } satisfies ExportAnswer);
});

async function answerTo(order: ExportOrder) {
  try {
    await loadLayers();
    return { kind: 'content', content: await contentOf(order) } as const;
  } catch (error) {
    return { kind: 'complaint', message: error instanceof Error ? error.message : String(error) } as const;
  }
}

function contentOf(order: ExportOrder): string | Promise<string | Uint8Array> {
  if (order.kind === 'data') return writeDataCsv(order.data);
  const { experiment, network }: FileFormat = fileFormats[order.format];
  return order.kind === 'run' ? network!.write(order.network) : experiment!.write(order.whole);
}
