import { signal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { VIEW_NAMES, type ViewName } from '../state/urlFields.ts';
import { Button } from '../ui/Button.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { Select } from '../ui/Select.tsx';
import { VisibilityProvider } from '../ui/visibility.ts';
import { views } from '../views/viewList.ts';
import { download } from './download.ts';
import { figuresIn, pngOf, svgText } from './figureFiles.ts';
import { isOnlyHere } from './isOnlyHere.ts';

const ALWAYS = signal(true);
const [EMBED_WIDTH, EMBED_HEIGHT] = [720, 560];

/** One view as it will be saved, and its figures as files. */
export function FigureExport({ lab }: { readonly lab: LabState }) {
  const [name, choose] = useState<ViewName>('loss');
  const [message, setMessage] = useState('');
  const place = useRef<HTMLElement>(null);
  const { title, Content } = views[name];
  const save = async (kind: 'svg' | 'png') => {
    const figures = figuresIn(place.current!);
    try {
      for (const [i, figure] of figures.entries()) {
        const file = `${name}${figures.length > 1 ? `-${i + 1}` : ''}.${kind}`;
        await download(file, kind === 'svg' ? svgText(figure) : await pngOf(figure));
      }
      setMessage(figures.length > 0 ? '' : 'There is no figure to save yet.');
    } catch (error) {
      setMessage(`The figure could not be saved: ${(error as Error).message}`);
    }
  };
  return (
    <section>
      <h3>Figures</h3>
      <div class="button-row">
        <Select
          label="Figure"
          value={name}
          options={VIEW_NAMES.map(view => [view, views[view].title] as const)}
          onChange={choose}
        />
        <Button onClick={() => save('svg')} label="Save as SVG">
          SVG
        </Button>
        <Button onClick={() => save('png')} label="Save as PNG">
          PNG
        </Button>
      </div>
      <p class="error" role="alert">
        {message}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section class="preview" tabIndex={0} aria-label="Preview" ref={place}>
        <VisibilityProvider value={ALWAYS}>
          <Content key={name} lab={lab} />
        </VisibilityProvider>
      </section>
      <CopyField
        label="Embed"
        text={embedCode(lab, name, title)}
        hint={`This figure alone, live, for another page.${
          isOnlyHere() ? ' gradscope lab lets a page show it with the option --embed ORIGIN.' : ''
        }`}
      />
    </section>
  );
}

function embedCode(lab: LabState, embed: ViewName, title: string): string {
  const { address } = lab.link({ embed });
  return `<iframe src="${address.replaceAll('&', '&amp;')}" title="${title}" width="${EMBED_WIDTH}" height="${EMBED_HEIGHT}" style="border:0"></iframe>`;
}
