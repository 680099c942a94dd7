import { expect, it } from 'vitest';
import { toolFor } from './toolFor.ts';

const LOG = 'step,loss,grad_norm\n0,1,2\n1,0.5,1\n';
const TABLE = 'width,height,kind\n1,2,oak\n2,3,elm\n';

it.each([
  ['events.out.tfevents.1.host', '', 'imported'],
  ['log.jsonl', '', 'imported'],
  ['trainer_state.json', '{"log_history": []}', 'imported'],
  ['train.log', LOG, 'imported'],
  ['metrics.csv', LOG, 'imported'],
  ['trees.csv', TABLE, 'data'],
  ['trees.parquet', '', 'data'],
])('%s is opened by the tool that reads it', async (name, content, tool) => {
  expect(await toolFor([new File([content], name)], undefined)).toBe(tool);
});
