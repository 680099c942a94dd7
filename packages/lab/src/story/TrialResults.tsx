import { countText, factorText, listText, percentText, ratioText, valueText } from 'gradscope';
import { REMEDIES } from './experiments.ts';
import type { Verdict } from './measured.ts';
import type { RemedyTrials, Trial } from './remedyTrials.ts';

/** The results of the remedies, in numbers and in words. */
export function TrialResults({ trials }: { readonly trials: RemedyTrials }) {
  const all = trials.all.value;
  const current = trials.current.value;
  return (
    <>
      <p class="finding" data-testid="verdict">
        {current ? <Sentence trial={current} /> : 'Not begun yet.'}
      </p>
      <div class="trials">
        <table class="numbers">
          <caption>Results of this network, at the last step that both have reached</caption>
          <thead>
            <tr>
              <th scope="col">remedy</th>
              <th scope="col">loss</th>
              <th scope="col">without</th>
              <th scope="col">right</th>
              <th scope="col">layer 1’s gradient</th>
              <th scope="col">result</th>
            </tr>
          </thead>
          <tbody>
            {REMEDIES.map(({ title }) => (
              <Row key={title} title={title} trial={all.find(trial => trial.title === title)} />
            ))}
          </tbody>
        </table>
      </div>
      <Summary ended={all.filter(({ isOver }) => isOver)} />
    </>
  );
}

function Sentence({ trial: { title, broken, remedied, verdict, isOver } }: { readonly trial: Trial }) {
  return (
    <>
      <strong>{title}</strong> {isOver ? '' : 'so far '}
      <strong>{verdict}</strong>: at step <span class="number">{countText(broken.step)}</span> the loss is{' '}
      <strong class="number live">{valueText(remedied.loss)}</strong> with it and{' '}
      <span class="number">{valueText(broken.loss)}</span> without, {percentText(remedied.accuracy)} of the
      points are right against {percentText(broken.accuracy)}, and the gradient of the first layer is{' '}
      <span class="number">{ratioText(remedied.gradient / broken.gradient)}</span> what it was.
    </>
  );
}

/** One remedy's results, or a note that there are none yet. */
function Row({ title, trial }: { readonly title: string; readonly trial: Trial | undefined }) {
  const cells = trial ? cellsOf(trial) : Array<string>(5).fill('');
  return (
    <tr>
      <th scope="row">{title}</th>
      {cells.map((cell, column) => (
        <td key={column}>{cell}</td>
      ))}
    </tr>
  );
}

function cellsOf({ broken, remedied, verdict, isOver }: Trial): string[] {
  return [
    valueText(remedied.loss),
    valueText(broken.loss),
    percentText(remedied.accuracy),
    factorText(remedied.gradient / broken.gradient),
    isOver ? verdict : '…',
  ];
}

/** A sentence that sums up the finished trials. */
function Summary({ ended }: { readonly ended: readonly Trial[] }) {
  const having = (...verdicts: Verdict[]) =>
    ended.filter(({ verdict }) => verdicts.includes(verdict)).map(({ title }) => title);
  const parts = [
    [having('helped'), 'helped'],
    [having('helped a little'), 'helped a little'],
    [having('made no difference', 'made it worse', 'broke it'), 'did not help'],
  ] as const;
  const said = parts.filter(([titles]) => titles.length > 0);
  if (ended.length < 2) return null;
  return (
    <p data-testid="summary">
      Of {ended.length} that were tried to the end,{' '}
      {said.map(([titles, did]) => `${listText(titles)} ${did}`).join('; ')}.
    </p>
  );
}
