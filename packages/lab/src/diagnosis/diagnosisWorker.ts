// Diagnoses one network at a time, run after run: to stop it, the page ends the worker.
import { Diagnosis, diagnosisSteps, loadData, prepare, runTrial } from 'gradscope';
import type { DiagnosisQuestion, DiagnosisReport } from './diagnosisMessages.ts';
import { ReferenceMemo } from './referenceMemo.ts';

const references = new ReferenceMemo();

addEventListener('message', async ({ data }: MessageEvent<DiagnosisQuestion>) => {
  try {
    await loadData(data.experiment.data);
    answer(data);
  } catch (error) {
    report({ kind: 'complaint', message: error instanceof Error ? error.message : String(error) });
  }
});

const report = (message: DiagnosisReport) => postMessage(message);

const PHASES = ['measure', 'try', 'prove'] as const;

function answer({ experiment, index, remedies, table, ...question }: DiagnosisQuestion): void {
  const { data, networks } = prepare(experiment, table);
  const affordable = diagnosisSteps(data, networks[index]!.layers, experiment.training);
  const steps = Math.min(question.steps, affordable);
  const diagnosis = new Diagnosis(experiment, index, { steps, remedies, table });
  for (const phase of PHASES) {
    const trials = diagnosis.next();
    if (trials.length === 0) break;
    const results = trials.map((trial, done) => {
      report({ kind: 'progress', progress: { phase, done, of: trials.length } });
      return phase === 'measure' ? references.run(trial, table) : runTrial(trial, table);
    });
    diagnosis.take(results);
    report({ kind: 'verdict', verdict: diagnosis.verdict()!, isWhole: diagnosis.next().length === 0 });
  }
}
