import { SUGGESTIONS } from './experiments.ts';
import { labHash } from './labLink.ts';
import { LabLink } from './StoryFigure.tsx';

/** Links to the rest of the site. */
export function NextSection() {
  return (
    <section class="story-section" aria-labelledby="story-next">
      <h2 id="story-next">What to try next</h2>
      <p>
        Everything above is an experiment of the lab. There you can change each setting, scrub back in time,
        and fork a run at any step. Some questions to continue with:
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
        The lab diagnoses each network, and tries changes that may fix it. And if you want to know about one
        or two settings, <a href="./map.html">the map</a> trains a network for every pair of values.
      </p>
    </section>
  );
}
