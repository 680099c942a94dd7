// Reads the user's files and checks them in a worker, because a large one would block the page.
import type { Table } from 'gradscope';
import { readRows, summaryOf, usedColumns } from './tableAnswers.ts';
import type { TableAnswer, TableQuestion } from './tableMessages.ts';

let read: Table | undefined;

addEventListener('message', async ({ data }: MessageEvent<TableQuestion>) => {
  let answer: TableAnswer;
  try {
    answer = await answerTo(data);
  } catch (error) {
    answer = { kind: 'complaint', message: error instanceof Error ? error.message : String(error) };
  }
  postMessage(answer);
});

async function answerTo(question: TableQuestion): Promise<TableAnswer> {
  if (question.kind === 'check') {
    return { kind: 'table', table: usedColumns(question.experiment, question.table ?? read!) };
  }
  const { file } = question;
  read = undefined;
  const { table, header, guesses } = await readRows(new Uint8Array(await file.arrayBuffer()), file.name);
  read = table;
  return { kind: 'columns', columns: table.map(summaryOf), header, guesses };
}
