import { createReadStream } from 'node:fs';
import { readEvents } from '../../packages/formats/dist/index.js';
import { peakMemory } from './peakMemory.ts';

// node readInNode.ts FILE all|none: reads an event file and prints as JSON what that took; a process of its own, so that
// its peak of memory is this reading's.

const [path, wanted] = process.argv.slice(2);
let values = 0;
const start = performance.now();
const stream = createReadStream(path!, { highWaterMark: 2 ** 18 });
const summary = await readEvents(stream, () => values++, { wants: () => wanted === 'all' });
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
const peak = peakMemory(process.pid);
const { bytes, problemCount } = summary;
console.log(JSON.stringify({ seconds, cpuSeconds, bytes, peak, problemCount, values }));
