import { countedText } from '../../text/countText.ts';
import { valueText } from '../../text/valueText.ts';
import { describeVerdict } from '../describe.ts';
import { symptomTitle } from '../symptoms/symptom.ts';
import type { TwinVerdict } from './twinDiagnosis.ts';

/** The symptoms of a twin and their fix, in plain words. Proofs are marked as proofs on the twin. */
export function describeTwin(verdict: TwinVerdict): string[] {
  return [introduction(verdict), ...(verdict.shows ? remedyTexts(verdict) : [reasonText(verdict)])];
}

/** `dense layers 3 to 12 of yours` */
export function twinLayersText({ twin: { range } }: TwinVerdict): string {
  const [first, last] = range;
  return first === last ? `dense layer ${first} of yours` : `dense layers ${first} to ${last} of yours`;
}

function introduction(verdict: TwinVerdict): string {
  const { twin } = verdict;
  const differences = twin.differences.length > 0 ? `; ${twin.differences.join(', ')}` : '';
  return `Twin: ${twinLayersText(verdict)} (${twin.widths.join('–')}), on ${countedText(twin.samples, 'generated sample')} of the same sizes${differences}.`;
}

/** Why it proves nothing. */
function reasonText({ logged, found, factors, verdict }: TwinVerdict): string {
  const nothing = 'nothing is proven';
  const wanted = nameOf(logged);
  if (found.length === 0) {
    return `The twin trains, and does not show ${wanted}: what is wrong with your run is in what the twin has not, as its data; ${nothing}.`;
  }
  if (!found.includes(logged)) {
    return `The twin shows something else, ${symptomTitle(verdict.symptoms[0])}, not ${wanted}: ${nothing}.`;
  }
  const other = factors.find(({ agrees }) => !agrees)!;
  return `The twin shows ${wanted} too, but layer ${other.layer} passes ${valueText(other.logged)} of the signal in your run, and ${valueText(other.low)} to ${valueText(other.high)} in the twin: ${nothing}.`;
}

const nameOf = (kind: TwinVerdict['logged']): string => symptomTitle({ kind, layers: null });

function remedyTexts(twinVerdict: TwinVerdict): string[] {
  const { verdict, logged } = twinVerdict;
  const shown = `It shows what your run does: ${nameOf(logged)}.`;
  const ofTwin = describeVerdict(verdict).filter(line => /^(?:Remedy|None of|The remedy|Cause)/.test(line));
  const isProven = verdict.remedies.some(({ proven }) => proven);
  const end = isProven ? [`Proven on a twin (${twinLayersText(twinVerdict)}), not on your run.`] : [];
  return [shown, ...ofTwin, ...end];
}
