import type { Verdict } from 'gradscope';
import type { DiagnosisProgress, DiagnosisQuestion, DiagnosisReport } from './diagnosisMessages.ts';

export interface DiagnosisListener {
  readonly onProgress?: (progress: DiagnosisProgress) => void;
  readonly onVerdict: (verdict: Verdict, isWhole: boolean) => void;
  readonly onComplaint: (message: string) => void;
}

/** Diagnoses in a worker of its own, which is started when it is first needed: one network at a time. */
export class Diagnoser {
  private worker: Worker | undefined;
  private isBusy = false;

  /** A diagnosis that is going on is given up for the new one. */
  diagnose(question: DiagnosisQuestion, listener: DiagnosisListener): void {
    if (this.isBusy) this.stop();
    this.isBusy = true;
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

  /** Gives up what is going on, at once. */
  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.isBusy = false;
  }

  private start(): Worker {
    this.worker = new Worker(new URL('./diagnosisWorker.ts', import.meta.url), { type: 'module' });
    return this.worker;
  }
}
