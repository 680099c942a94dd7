// Reruns published results and writes docs/papers.md. With arguments, only those whose authors and year contain them
// all, or chen2018 for the first author's Chen and 2018, and to the terminal: npm run papers -- schoenholz 2017
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { papers } from './list.ts';
import { type Outcome, pageOf } from './page.ts';
import type { Paper } from './paper.ts';

const wanted = process.argv.slice(2).map(word => word.toLowerCase());
const chosen = papers.filter(({ authors, year }) => {
  const [first] = authors.split(/[ ,]/);
  const names = `${authors} ${year} ${first}${year}`.toLowerCase();
  return wanted.every(word => names.includes(word));
});
if (chosen.length === 0) {
  throw new RangeError(`papers: expected an author or a year of the list, got ${wanted.join(' ')}`);
}

const page = pageOf(chosen.map(rerun), machine());
if (wanted.length > 0) console.log(page);
else writeFileSync(new URL('../docs/papers.md', import.meta.url), page);

function rerun(paper: Paper): Outcome {
  const start = process.cpuUsage();
  const rows = paper.rerun();
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  const agreeing = rows.filter(({ agreement }) => agreement === 'agrees').length;
  console.log(`${paper.authors} ${paper.year}: ${agreeing} of ${rows.length} agree, ${seconds.toFixed(1)} s`);
  return { paper, rows, seconds };
}

function machine(): string {
  return `${cpus()[0]?.model.trim() || 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}`;
}
