import { useState } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { Complaints } from '../ui/Complaints.tsx';
import { EngineNotice } from '../ui/EngineNotice.tsx';
import { lazily } from '../ui/Lazy.tsx';
import { SiteHeader } from '../ui/SiteHeader.tsx';
import { useMedia } from '../ui/useMedia.ts';
import { ControlPanel } from './controls/ControlPanel.tsx';
import { EmbedPage } from './EmbedPage.tsx';
import { ComparedRuns } from './tools/ComparedRuns.tsx';
import { ToolBar } from './tools/ToolBar.tsx';
import { ToolDialog } from './tools/ToolDialog.tsx';
import { Transport } from './transport/Transport.tsx';
import { ViewList } from './views/ViewList.tsx';

const DiagnosisBadges = lazily(
  async () => (await import('../diagnosis/DiagnosisBadges.tsx')).DiagnosisBadges,
);

/** Everything on one page: what is trained on the left, how it goes on the right. */
export function LabPage({ lab }: { readonly lab: LabState }) {
  const { embed } = lab.url.value;
  if (embed !== 'none') return <EmbedPage lab={lab} name={embed} />;
  return (
    <>
      <SiteHeader current="lab">
        <ToolBar lab={lab} />
      </SiteHeader>
      <main id="main" class="lab">
        <h1 class="visually-hidden">Lab: train deep networks and watch their gradients</h1>
        <Sidebar lab={lab} />
        <div class="stage">
          <Complaints lab={lab} />
          <EngineNotice session={lab.session} />
          <Transport lab={lab} />
          <DiagnosisBadges lab={lab} />
          <ComparedRuns lab={lab} />
          <ViewList lab={lab} />
        </div>
      </main>
      <ToolDialog lab={lab} />
    </>
  );
}

/** The control panel: where there is little room, folded at first. */
function Sidebar({ lab }: { readonly lab: LabState }) {
  const narrow = useMedia('(max-width: 860px)');
  const [open, setOpen] = useState(false);
  return (
    <aside class="sidebar" aria-label="Settings">
      {narrow && (
        <Button pressed={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide the settings' : 'Change the experiment'}
        </Button>
      )}
      {(!narrow || open) && <ControlPanel lab={lab} />}
    </aside>
  );
}
