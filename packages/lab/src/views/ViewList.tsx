import type { LabState } from '../state/labState.ts';
import { VIEW_NAMES, type ViewName } from '../state/urlFields.ts';
import { useMedia } from '../ui/useMedia.ts';
import { ViewFrame } from './ViewFrame.tsx';
import { viewId } from './view.ts';
import { views, viewTitle } from './viewList.ts';

/** All views, in as many columns as fit. The address names the unfolded ones. */
export function ViewList({ lab }: { readonly lab: LabState }) {
  const columns = useMedia('(min-width: 1180px)') ? 2 : 1;
  const { open } = lab.url.value;
  const toggle = (name: ViewName) =>
    lab.set('open', open.includes(name) ? open.filter(other => other !== name) : [...open, name]);
  return (
    <div class="views">
      {Array.from({ length: columns }, (_, column) => (
        <div key={`${column} of ${columns}`} class="view-column">
          {VIEW_NAMES.filter((_, i) => i % columns === column).map(name => {
            const { reserve, Content } = views[name];
            return (
              <ViewFrame
                key={name}
                id={viewId(name)}
                title={viewTitle(name, lab.session.data.value)}
                open={open.includes(name)}
                reserve={reserve}
                onToggle={() => toggle(name)}
              >
                <Content lab={lab} />
              </ViewFrame>
            );
          })}
        </div>
      ))}
    </div>
  );
}
