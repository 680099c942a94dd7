import { percentText } from '../../text/shareText.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';
import type { Found, SymptomRules } from './symptomRules.ts';

/** A game whose other network has won, so that there is nothing left to learn from it. */
export const imbalanced: SymptomRules = {
  inLogs: {
    found: {},
    inGame,
    text: ({ ownLossOverStart, opponentLossOverStart }) =>
      `the loss of the other network has fallen to ${percentText(opponentLossOverStart)} of its start, its own is at ${percentText(ownLossOverStart)}: there is nothing left to learn from the other`,
    suggestions: [
      { text: 'take smaller steps, or fewer, for the network that has won' },
      { text: 'give the loss scores instead of probabilities, so that it does not go flat' },
    ],
  },
};

function inGame({ progress }: LogEvidence, opponent: LogEvidence): Found | undefined {
  const { loss, startLoss } = opponent.progress;
  if (!(loss >= 0 && loss < logThresholds.gameWon.value * startLoss)) return undefined;
  return {
    severity: 1,
    evidence: {
      ownLossOverStart: progress.loss / progress.startLoss,
      opponentLossOverStart: loss / startLoss,
    },
  };
}
