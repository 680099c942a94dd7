import { SUGGESTIONS } from './experiments.ts';
import { labHash } from './labLink.ts';
import { LabLink } from './StoryFigure.tsx';

/** Where to go from here. */
export function NextSection() {
  return (
    <section class="story-section" aria-labelledby="story-next">
      <h2 id="story-next">What to try next</h2>
      <p>
        Everything above is one experiment or another of the lab, where each setting can be changed, time can
        be scrubbed back, and a run can be forked at any step. Some questions to go on with:
      </p>
      <ul class="suggestions">
        {SUGGESTIONS.map(({ question, experiment }) => (
          <li key={question}>
            <p>{question}</p>
            <LabLink
              hash={labHash(experiment, ['loss', 'gradients', 'layers', 'ledger'])}
              text={`Open ${experiment.networks.map(({ name }) => name).join(', ')} in the lab`}
            />
          </li>
        ))}
      </ul>
      <p>
        Of each network the lab says what is wrong with it, and tries what mends it. And if one setting, or
        two, is what you want to know about: <a href="./map.html">the map</a> trains a network for every pair
        of values.
      </p>
    </section>
  );
}
