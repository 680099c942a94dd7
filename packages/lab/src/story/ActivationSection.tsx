import { activations, percentText, slope, steadyText } from 'gradscope';
import { useState } from 'preact/hooks';
import { networkColor } from '../ui/networkColors.ts';
import { Slider } from '../ui/Slider.tsx';
import { labHash } from './labLink.ts';
import { SlopeFigure } from './SlopeFigure.tsx';
import { StoryFigure } from './StoryFigure.tsx';
import type { SectionProps } from './section.ts';

const SHOWN = [activations.sigmoid, activations.relu];
const FIRST_INPUT = 1;
const LAYERS = { from: 1, to: 20, step: 1 } as const;
const FIRST_LAYERS = 10;

/** Shows the two activation functions, and the gradient that each lets through. */
export function ActivationSection({ story }: SectionProps) {
  const [input, setInput] = useState(FIRST_INPUT);
  const [layers, setLayers] = useState(FIRST_LAYERS);
  return (
    <section class="story-section" aria-labelledby="story-activation">
      <h2 id="story-activation">Two ways to answer</h2>
      <p>
        A unit adds up what comes in and passes the sum, z, through a function. A sigmoid squeezes any sum
        between 0 and 1. ReLU keeps a positive sum as it is and answers a negative one with 0.
      </p>
      <p>
        When the network learns, news of the error travels back the same way, and every unit multiplies it by
        the slope of its function at the z it had. Drag the points: the straight line shows that slope. The
        sigmoid’s is a quarter at most, at z = 0, and fades to both sides. ReLU’s is 1 or 0, with nothing
        between.
      </p>
      <StoryFigure lab={labHash(story.experiment.value, ['activations', 'loss', 'gradients'])}>
        <div class="slope-figures">
          {SHOWN.map((activation, index) => (
            <SlopeFigure
              key={activation.name}
              activation={activation}
              index={index}
              input={input}
              onInput={setInput}
            />
          ))}
        </div>
        <Slider
          label="Layers in a row"
          value={layers}
          live
          scale={LAYERS}
          onCommit={value => {
            if (typeof value === 'number') {
              setLayers(Math.round(Math.max(LAYERS.from, Math.min(LAYERS.to, value))));
            }
          }}
        />
        <table class="numbers">
          <caption>Units with the input z = {input}, the weights left aside</caption>
          <thead>
            <tr>
              <th scope="col">unit</th>
              <th scope="col">answer</th>
              <th scope="col">slope</th>
              <th scope="col">left after {layers} layers</th>
            </tr>
          </thead>
          <tbody>
            {SHOWN.map((activation, index) => (
              <tr key={activation.name}>
                <th scope="row">
                  <span class="dot" style={{ background: networkColor(index) }} /> {activation.name}
                </th>
                <td>{steadyText(activation.forward(input))}</td>
                <td>{steadyText(slope(activation, input))}</td>
                <td>{percentText(slope(activation, input) ** layers)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </StoryFigure>
      <p>
        At its very best a sigmoid leaves a quarter, so ten of them in a row leave at most{' '}
        <strong>{percentText(0.25 ** 10)}</strong> of the signal. What the weights do comes on top: they can
        make up for it, or make it worse.
      </p>
    </section>
  );
}
