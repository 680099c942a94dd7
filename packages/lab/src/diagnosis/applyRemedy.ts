import type { RemedyProof } from 'gradscope';
import type { LabState } from '../state/labState.ts';

/**
 * Trains the proven experiment from step 0 in place of the present one: the fixed network takes the place of
 * the faulty one, so it draws the same random numbers as in its proof and has the same bits. Curves of the
 * changed networks stay for comparison.
 */
export function applyRemedy(lab: LabState, index: number, { change }: Pick<RemedyProof, 'change'>): void {
  const { networks } = lab.experiment.peek();
  const { name } = networks[index];
  const isMended = (run: { readonly name: string }) => change.scope === 'experiment' || run.name === name;
  lab.compared.value = lab.session.drawable
    .peek()
    .filter(isMended)
    .map(run => ({ ...run, name: `before: ${run.name}` }));
  lab.replace(change.experiment, `${networks.length > 1 ? `${name}: ` : ''}${change.text}`);
  lab.session.play();
}
