import type { FileFormat } from './fileFormat.ts';

/** TensorBoard's event files: a log, or what was recorded of a run. */
export const events = {
  title: 'TensorBoard',
  endings: ['.tfevents'],
  names: { pattern: /(?:^|[/.])[^/]*tfevents[^/]*$/i, shown: '*tfevents*' },
  log: {
    read: async (source, target) => (await import('../imported/eventLog.ts')).readEventFile(source, target),
  },
  network: {
    of: 'record',
    holds: 'curves and histograms for TensorBoard, in a folder for each network',
    // TensorBoard treats each folder as a run, and reads each file with this in its name.
    path: network => `${network}/events.out.tfevents.gradscope`,
    write: async network => (await import('../run/runEvents.ts')).writeRunEvents(network.run, network),
  },
} as const satisfies FileFormat;
