import { extname } from 'node:path';
import {
  type MapCell,
  othersText,
  runsOf,
  type SweepView,
  seedBands,
  storedCell,
  sweepBands,
  sweepChance,
  sweepMaps,
  sweepTheory,
  trainabilityMaps,
} from '@gradscope/figures';
import { readAnyTable } from '@gradscope/formats';
import type { OpenTables, ResultRow, SweepStatus } from '@gradscope/sweep';
import {
  camelName,
  ExperimentError,
  expandSweep,
  RUN_COLUMN_NAMES,
  type Sweep,
  symptomFinder,
  type Table,
} from 'gradscope';
import { CliError } from '../cliError.ts';
import { shownPath } from '../output/shownPath.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { svgToPng } from '../render/rasterize.ts';
import { svgDocument } from '../render/svgDocument.ts';
import { svgText } from '../render/svgText.ts';
import { print, printData } from '../terminal/print.ts';
import { COLOURS, type MapSettings } from './mapSettings.ts';
import { sweepView } from './sweepView.ts';

/** Several maps side by side need more room. */
const [WIDTH, WIDE] = [720, 1080];

/** Draws the maps of a sweep, or its course along one axis with bands over seeds: SVG to standard output, or SVG or PNG to a file. */
export async function mapSweep(
  database: OpenTables,
  status: SweepStatus,
  settings: MapSettings,
): Promise<void> {
  const { documentOf } = await import('@gradscope/sweep');
  const sweep = expandSweep(await documentOf(database, status.sweepId));
  const view = sweepView(sweep.axes, settings);
  const cells = await cellsOf(database, status);
  if (settings.colour === 'symptom') await findSymptoms(database, status, { sweep, view, cells });
  const svg = draw(sweep, view, cells, { ...settings, chance: await chanceOf(database, status, sweep) });
  const { out } = settings;
  if (out === undefined) await printData(`${svg}\n`);
  else {
    writeWhole(out, extname(out) === '.png' ? await pngOf(svg, out) : `${svg}\n`);
    print(`${shownPath(out)}: ${status.done} runs of ${status.total}\n`);
  }
}

/** The command's only picture: if it cannot be drawn, the command has failed. */
function pngOf(svg: string, out: string): Promise<Uint8Array> {
  return svgToPng(svg).catch(error => {
    throw new CliError(
      `--out: expected a picture that can be drawn as PNG, got ${error.message}; ${out.slice(0, -4)}.svg needs no renderer`,
    );
  });
}

function draw(
  sweep: Sweep,
  view: SweepView,
  cells: readonly (MapCell | undefined)[],
  { colour, bands, chance }: MapSettings & { readonly chance: number | undefined },
): string {
  const document = svgDocument();
  const measure = COLOURS[colour];
  const cellAt = (index: number) => cells[index];
  if (bands && measure !== 'symptom') {
    const { axis, series } = sweepBands(sweep.axes, cellAt, view);
    return svgText(seedBands(axis, series, { document, measure }));
  }
  const maps = sweepMaps(sweep.axes, cellAt, view, measure).map(map => ({
    ...map,
    lines: linesOf(sweep, view, map.runs[0]),
  }));
  const width = maps.length > 1 ? WIDE : WIDTH;
  const subtitle = othersText(sweep.axes, view);
  return svgText(
    trainabilityMaps(maps, {
      document,
      width,
      measure,
      subtitle,
      ...(chance !== undefined && { chance }),
    }),
  );
}

async function chanceOf(
  database: OpenTables,
  { sweepId }: SweepStatus,
  sweep: Sweep,
): Promise<number | undefined> {
  return sweepChance(sweep, await storedTable(database, sweepId, sweep));
}

/** The table that all runs of a sweep learn from; undefined if there is none. */
async function storedTable(database: OpenTables, sweepId: string, sweep: Sweep): Promise<Table | undefined> {
  const { tableOf } = await import('@gradscope/sweep');
  const stored = await tableOf(database, sweepId);
  const { data } = sweep.experimentAt(0);
  const header = data.kind === 'table' ? data.header : undefined;
  return stored && readAnyTable(stored.file, stored.name, { header });
}

function linesOf(sweep: Sweep, { x, y }: SweepView, run: number) {
  if (y === undefined) return [];
  try {
    return sweepTheory(sweep.experimentAt(run), sweep.axes[x], sweep.axes[y]);
  } catch (error) {
    if (error instanceof ExperimentError) return [];
    throw error;
  }
}

async function cellsOf(
  database: OpenTables,
  { sweepId, total }: SweepStatus,
): Promise<(MapCell | undefined)[]> {
  const { resultsOf } = await import('@gradscope/sweep');
  const cells = new Array<MapCell | undefined>(total).fill(undefined);
  for await (const page of resultsOf(database, sweepId))
    for (const row of page) cells[row.index] = cellOf(row);
  return cells;
}

function cellOf(row: ResultRow): MapCell {
  const values = Object.fromEntries(RUN_COLUMN_NAMES.map(name => [camelName(name), row[name]]));
  return storedCell(row.status, column => values[column] as number | null);
}

interface Shown {
  readonly sweep: Sweep;
  readonly view: SweepView;
  readonly cells: (MapCell | undefined)[];
}

/** Tells the symptom of every run that is shown. */
async function findSymptoms(
  database: OpenTables,
  { sweepId }: SweepStatus,
  { sweep, view, cells }: Shown,
): Promise<void> {
  const findSymptom = symptomFinder(await storedTable(database, sweepId, sweep));
  for (const index of runsOf(sweep.axes, view)) {
    const cell = cells[index];
    if (cell && !cell.failed)
      cells[index] = { ...cell, symptom: findSymptom(sweep.experimentAt(index), cell) };
  }
}
