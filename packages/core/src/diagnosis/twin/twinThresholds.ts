/** The numbers by which a twin is held against a log. `docs/importing.md` shows this table. */
export const twinThresholds = {
  layers: {
    value: 3,
    reason: 'First layers whose signal has to be as in the log: there a lost or gained signal shows most.',
  },
  factor: {
    value: 2,
    reason:
      'Times that a logged factor may lie outside of sixteen random starts of the twin: it is of one batch of other data.',
  },
} as const;
