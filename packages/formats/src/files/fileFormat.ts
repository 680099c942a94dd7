import type { AnyDataset, Experiment, Table } from 'gradscope';
import type { ByteSource } from '../byteSource.ts';
import type { LogTarget } from '../imported/logTarget.ts';
import type { NotebookFigure } from '../notebook/writeNotebook.ts';
import type { TrainedNetwork } from '../run/trainedNetwork.ts';
import type { ScriptLibraryName } from '../script/beyondScripts.ts';
import type { TableOptions } from '../tableOptions.ts';

/** How a trained network is written. */
export interface NetworkFormat {
  /** Whether the file holds the network, or what was recorded of its training. */
  readonly of: 'network' | 'record';
  /** Its contents, for people who choose among formats. */
  readonly holds: string;
  /** The path in a folder of several networks' files; by default the network's name with the first ending. */
  readonly path?: (network: string) => string;
  /** A setting of {@link TrainedNetwork} that it takes, and others do not. */
  readonly takes?: 'precision' | 'compress';
  /** Whether it needs only what was recorded, not the parameters. */
  readonly needsNoParameters?: true;
  readonly write: (network: TrainedNetwork) => Promise<string | Uint8Array>;
}

/** An experiment with all its networks, to write as one file. */
export interface WholeExperiment {
  readonly experiment: Experiment;
  /** The first line of the file, as a comment; empty for none. */
  readonly remark: string;
  /** Undefined only if the format is no script. */
  readonly data: AnyDataset | undefined;
  /** Empty unless the format needs figures. */
  readonly figures: readonly NotebookFigure[];
}

/** How an experiment is written. */
export interface ExperimentFormat {
  readonly file: string;
  readonly holds: string;
  /** The library of a program that trains the networks: `beyondScripts` says what it cannot do. */
  readonly script?: ScriptLibraryName;
  readonly needsFigures?: true;
  readonly write: (whole: WholeExperiment) => Promise<string>;
}

/** How logs of other programs are read. */
export interface LogFormat {
  /** Adds a file to the log of its run. @returns what was left out, a sentence each; `no log` if it is none */
  readonly read: (source: ByteSource, target: LogTarget) => Promise<readonly string[] | 'no log'>;
  /** Whether such a file may be anything, so that only its contents tell. */
  readonly mayBeAnything?: true;
  /** Whether it is no log, but refused with advice if it is the only file. */
  readonly isRefused?: true;
  /** What a file that is no log should be; by default CSV or JSON lines. */
  readonly rule?: string;
}

/** A format of files: all that is known of it. What takes long to load is loaded when it is used. */
export interface FileFormat {
  readonly title: string;
  /** The endings of such files, small letters, the usual one first. */
  readonly endings: readonly string[];
  /** The names of such files, if not by their endings, and how they are shown: `*tfevents*`. */
  readonly names?: { readonly pattern: RegExp; readonly shown: string };
  /** How data to learn from is read. */
  readonly table?: {
    /** The first bytes of such files, whatever their names. */
    readonly start?: readonly number[];
    readonly read: (bytes: Uint8Array, fileName: string, options: TableOptions) => Promise<Table>;
  };
  readonly log?: LogFormat;
  readonly network?: NetworkFormat;
  readonly experiment?: ExperimentFormat;
}
