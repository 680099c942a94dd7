import type { FileFormat } from './fileFormat.ts';

/** The experiment itself. */
export const yaml = {
  title: 'Experiment',
  endings: ['.yaml', '.yml'],
  experiment: {
    file: 'experiment.yaml',
    holds: 'the experiment, for gradscope train',
    write: async ({ experiment, remark }) => {
      const { writeExperimentText } = await import('../experimentFile.ts');
      return (remark && `# ${remark}\n`) + writeExperimentText(experiment);
    },
  },
} as const satisfies FileFormat;
