/** Writes the sample events as an event file to stdout. */
import { writeEvents } from '../src/index.ts';
import { sampleEvents } from './sampleEvents.ts';

process.stdout.write(writeEvents(sampleEvents));
