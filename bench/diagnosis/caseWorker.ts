import { parentPort } from 'node:worker_threads';
import { diagnose } from 'gradscope';
import type { Case } from './cases.ts';
import { type Finding, publishedFindings } from './published.ts';
import { materialOf } from './tampered.ts';

export interface CaseJob {
  readonly case: Case;
  readonly remedies: boolean;
  /** Whether the published rules are applied too; they know dense layers only. */
  readonly published: boolean;
}

export interface CaseResult {
  readonly ours: Finding;
  readonly autotrainer?: Finding;
  readonly deepDiagnosis?: Finding;
  /** The change if a remedy is proven; otherwise null. */
  readonly remedy: string | null;
  /** Wall time of the diagnosis without and with remedies, in one thread. */
  readonly detectionSeconds: number;
  readonly seconds: number;
  /** The learned share of what the reference learned, now and expected. */
  readonly share: number;
}

parentPort!.on('message', ({ case: { document, tampering }, remedies, published }: CaseJob) => {
  const { experiment, table } = materialOf(document, tampering);
  const started = performance.now();
  const detected = diagnose(experiment, 0, { remedies: false, table });
  const detectionSeconds = (performance.now() - started) / 1000;
  const verdict = remedies && !detected.healthy ? diagnose(experiment, 0, { table }) : detected;
  const result: CaseResult = {
    ours: {
      kinds: verdict.symptoms.map(({ kind }) => kind),
      layers: verdict.symptoms[0]?.layers ?? null,
      axis: verdict.symptoms[0]?.axis,
    },
    ...(published && publishedFindings(experiment, table)),
    remedy: verdict.remedies.find(({ proven }) => proven)?.change.text ?? null,
    detectionSeconds,
    seconds: (performance.now() - started) / 1000 - (verdict === detected ? 0 : detectionSeconds),
    share: verdict.evidence.share,
  };
  parentPort!.postMessage(result);
});
