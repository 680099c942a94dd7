// Diagnoses one network at a time, run after run: to stop it, the page ends the worker.
import {
  Diagnosis,
  diagnosisSteps,
  loadData,
  loadLayers,
  prepare,
  runTrial,
  type Table,
  type Trial,
  type TrialResult,
} from 'gradscope';
import type { DiagnosisProgress, DiagnosisQuestion, DiagnosisReport } from './diagnosisMessages.ts';
import { ReferenceMemo } from './referenceMemo.ts';

const references = new ReferenceMemo();

addEventListener('message', async ({ data }: MessageEvent<DiagnosisQuestion>) => {
  try {
    await Promise.all([loadData(data.experiment.data), loadLayers()]);
    answer(data);
  } catch (error) {
    report({ kind: 'complaint', message: error instanceof Error ? error.message : String(error) });
  }
});

const report = (message: DiagnosisReport) => postMessage(message);

function answer({ experiment, index, remedies, table, ...question }: DiagnosisQuestion): void {
  const { data, networks } = prepare(experiment, table);
  const affordable = diagnosisSteps(data, networks[index].layers, experiment.training);
  const steps = Math.min(question.steps, affordable);
  const diagnosis = new Diagnosis(experiment, index, { steps, remedies, table });
  for (let { stage } = diagnosis; stage !== 'done'; stage = diagnosis.stage) {
    diagnosis.take(resultsOf(diagnosis.next(), stage, table));
    report({ kind: 'verdict', verdict: diagnosis.verdict()!, isWhole: diagnosis.next().length === 0 });
  }
}

/** Runs the trials of a stage, and reports before each how far it has come. */
function resultsOf(
  trials: readonly Trial[],
  stage: DiagnosisProgress['stage'],
  table: Table | undefined,
): TrialResult[] {
  return trials.map((trial, done) => {
    report({ kind: 'progress', progress: { stage, done, of: trials.length } });
    return stage === 'measure' ? references.run(trial, table) : runTrial(trial, table);
  });
}
