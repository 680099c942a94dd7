import type { Verdict } from 'gradscope';
import { findResult, keepResult, resultKey } from '../saved/keptResults.ts';
import type { DiagnosisProgress, DiagnosisQuestion, DiagnosisReport } from './diagnosisMessages.ts';

export interface DiagnosisListener {
  readonly onProgress?: (progress: DiagnosisProgress) => void;
  readonly onVerdict: (verdict: Verdict, isWhole: boolean) => void;
  readonly onComplaint: (message: string) => void;
}

/** Diagnoses in its own worker, which starts on first use: one network at a time. */
export class Diagnoser {
  private worker: Worker | undefined;
  private isBusy = false;
  /** Counts the questions: an answer to an earlier one no longer counts. */
  private asked = 0;

  /**
   * A running diagnosis is given up for the new one. A diagnosis that this browser has kept is not repeated.
   *
   * @param rows identifies the rows of a table, if the experiment's data is one
   */
  async diagnose(question: DiagnosisQuestion, rows: string, listener: DiagnosisListener): Promise<void> {
    if (this.isBusy) this.stop();
    this.isBusy = true;
    const asked = ++this.asked;
    const key = keyOf(question, rows);
    const kept = await findResult<Verdict>(key);
    if (asked !== this.asked) return;
    if (kept) {
      this.isBusy = false;
      listener.onVerdict(kept, true);
      return;
    }
    this.work(question, {
      ...listener,
      onVerdict: (verdict, isWhole) => {
        if (isWhole) void keepResult(key, verdict, JSON.stringify(verdict).length);
        listener.onVerdict(verdict, isWhole);
      },
    });
  }

  /** The complete diagnosis that this browser has kept, if there is one. */
  static kept(question: DiagnosisQuestion, rows: string): Promise<Verdict | undefined> {
    return findResult<Verdict>(keyOf(question, rows));
  }

  private work(question: DiagnosisQuestion, listener: DiagnosisListener): void {
    const worker = this.worker ?? this.start();
    worker.onmessage = ({ data }: MessageEvent<DiagnosisReport>) => {
      if (data.kind === 'progress') listener.onProgress?.(data.progress);
      else {
        this.isBusy = data.kind === 'verdict' && !data.isWhole;
        if (data.kind === 'verdict') listener.onVerdict(data.verdict, data.isWhole);
        else listener.onComplaint(data.message);
      }
    };
    worker.onerror = event => {
      event.preventDefault();
      this.stop();
      listener.onComplaint(event.message || 'The worker did not start.');
    };
    worker.postMessage(question);
  }

  /** Gives up the running diagnosis at once. */
  stop(): void {
    this.asked++;
    this.worker?.terminate();
    this.worker = undefined;
    this.isBusy = false;
  }

  private start(): Worker {
    this.worker = new Worker(new URL('./diagnosisWorker.ts', import.meta.url), { type: 'module' });
    return this.worker;
  }
}

function keyOf({ table: _, ...causes }: DiagnosisQuestion, rows: string): string {
  return resultKey('diagnosis', causes, rows);
}
