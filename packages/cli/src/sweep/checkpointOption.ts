import { Option } from 'commander';
import { seconds } from '../commands/seconds.ts';

/** How often a sweep's long run leaves a checkpoint in the store. */
export const checkpointOption = (): Option =>
  new Option(
    '--checkpoint <seconds>',
    'a run that takes longer than this leaves a checkpoint in the store this often; 0: never (default: 60)',
  ).argParser(seconds('--checkpoint'));
