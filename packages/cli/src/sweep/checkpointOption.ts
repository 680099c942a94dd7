import { Option } from 'commander';
import { seconds } from '../commands/seconds.ts';

/** `--checkpoint`: how often a long run of a sweep leaves a checkpoint in the store. */
export const checkpointOption = (): Option =>
  new Option(
    '--checkpoint <seconds>',
    'a run that takes longer than this leaves a checkpoint in the store this often; 0: never (default: 60)',
  ).argParser(seconds('--checkpoint'));
