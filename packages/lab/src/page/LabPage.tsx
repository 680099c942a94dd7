import { ControlPanel } from '../controls/ControlPanel.tsx';
import type { LabState } from '../state/labState.ts';
import { encodeDocument } from '../state/urlDocument.ts';
import { ComparedRuns } from '../tools/ComparedRuns.tsx';
import { ToolBar } from '../tools/ToolBar.tsx';
import { ToolDialog } from '../tools/ToolDialog.tsx';
import { RestartOffer } from '../transport/RestartOffer.tsx';
import { Transport } from '../transport/Transport.tsx';
import { Complaints } from '../ui/Complaints.tsx';
import { EngineNotice } from '../ui/EngineNotice.tsx';
import { lazily } from '../ui/Lazy.tsx';
import { Sidebar } from '../ui/Sidebar.tsx';
import { SiteHeader } from '../ui/SiteHeader.tsx';
import { SkipLink } from '../ui/SkipLink.tsx';
import { ViewList } from '../views/ViewList.tsx';
import { EmbedPage } from './EmbedPage.tsx';

const DiagnosisBadges = lazily(
  async () => (await import('../diagnosis/DiagnosisBadges.tsx')).DiagnosisBadges,
);

/**
 * Everything on one page: the settings on the left, the results on the right. In keyboard order Play comes
 * first; a link leads to the settings and the header, which come before it visually.
 */
export function LabPage({ lab }: { readonly lab: LabState }) {
  const { embed } = lab.url.value;
  if (embed !== 'none') return <EmbedPage lab={lab} name={embed} />;
  return (
    <>
      <SkipLink to="settings" text="To the settings" />
      <SkipLink to="site" text="To the pages and tools" />
      <main id="main" class="lab">
        <h1 class="visually-hidden">Lab: train deep networks and watch their gradients</h1>
        <div class="stage">
          <Complaints lab={lab} />
          <EngineNotice session={lab.session} />
          <Transport lab={lab} />
          <DiagnosisBadges lab={lab} />
          <ComparedRuns lab={lab} />
          <ViewList lab={lab} />
        </div>
        <Sidebar text="Change the experiment">
          <ControlPanel lab={lab} />
        </Sidebar>
      </main>
      <SiteHeader current="lab" hashes={{ map: mapHash(lab) }}>
        <ToolBar lab={lab} />
      </SiteHeader>
      <RestartOffer lab={lab} />
      <ToolDialog lab={lab} />
    </>
  );
}

/** The map begins with the present experiment; its own default differs from the lab's. */
function mapHash(lab: LabState): string {
  const { sweep } = lab.url.value;
  const table = sweep && `&table=${sweep}`;
  return `run=${encodeDocument([{ from: 0, experiment: lab.experiment.value }])}${table}`;
}
