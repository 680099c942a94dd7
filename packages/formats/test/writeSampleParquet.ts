/** Writes the sample columns as Parquet to stdout. */
import { writeParquet } from '../src/index.ts';
import { sampleParquet } from './sampleParquet.ts';

process.stdout.write(writeParquet(sampleParquet));
