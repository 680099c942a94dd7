/** The thresholds for comparing a twin with a log. `docs/importing.md` shows this table. */
export const twinThresholds = {
  layers: {
    value: 3,
    reason:
      'Number of first layers whose signal must be as in the log: a lost or gained signal shows most there.',
  },
  factor: {
    value: 2,
    reason:
      'Factor by which a logged layer factor may lie outside sixteen random starts of the twin: it comes from one batch of other data.',
  },
} as const;
