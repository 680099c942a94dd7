import { useEffect, useMemo, useState } from 'preact/hooks';
import { TableReader } from '../rows/tableReader.ts';
import { Button } from '../ui/Button.tsx';
import type { ToolProps } from '../ui/tool.ts';
import { DrawForm } from './DrawForm.tsx';
import { FileForm } from './FileForm.tsx';

/** The user's own data: a file, or points that are drawn. */
export function DataTool({ lab, files: [file] }: ToolProps) {
  const reader = useMemo(() => new TableReader(), []);
  useEffect(() => () => reader.close(), [reader]);
  const [drawing, setDrawing] = useState(!file && lab.url.value.points.length > 0);
  useEffect(() => {
    if (file) setDrawing(false);
  }, [file]);
  return (
    <>
      <div class="button-row">
        <Button pressed={!drawing} onClick={() => setDrawing(false)}>
          A file
        </Button>
        <Button pressed={drawing} onClick={() => setDrawing(true)}>
          Draw points
        </Button>
      </div>
      {drawing ? <DrawForm lab={lab} reader={reader} /> : <FileForm lab={lab} reader={reader} file={file} />}
    </>
  );
}
