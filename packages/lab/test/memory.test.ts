import { parseExperiment } from 'gradscope';
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { times } from '../../../scripts/soak/soaking.ts';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { goToStep, waitForStatus, withSite } from './labPage.ts';

/** Small, so that many steps take little time; every step is recorded, and nothing of it may pile up. */
const experiment = parseExperiment({
  data: { kind: 'spiral', pointsPerClass: 4 },
  networks: [
    { name: 'tanh', hidden: [6, 6], activation: 'tanh', init: 'glorotNormal' },
    { name: 'relu', hidden: [6, 6], activation: 'relu', init: 'heNormal' },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 0.01 }, steps: 200_000 },
  record: { every: 1, probes: ['gradient', 'activation', 'dead', 'update', 'ledger'] },
});

/** For 50,000 steps, in ms: a second or two where nothing else is done. */
const PATIENCE = 60_000;

const STEPS = times([20_000, 60_000], [50_000, 100_000, 150_000, 199_999]);
/**
 * The tolerated change between two measurements, in bytes. Thinning halves a history of 4096 rows, and its
 * figures. The 150,000 rows between the first and the last measurement would need more than 40 MB in each
 * worker, and 40,000 rows more than 11 MB.
 */
const LEEWAY = times(8, 12) * 2 ** 20;

interface Usage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

/** Asks the page, and each of the two workers that train, in the order in which they were started. */
async function everywhere(page: Page): Promise<(method: string) => Promise<unknown[]>> {
  const session = await page.context().newCDPSession(page);
  const trainers: string[] = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    // Workers that diagnose come and go.
    if (targetInfo.url.includes('trainWorker')) trainers.push(sessionId);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return method =>
    Promise.all([
      session.send(method as 'Page.enable'),
      ...trainers.map(id => inWorker(session, id, method)),
    ]);
}

let lastId = 0;

/** Rejects if the worker has gone. */
async function inWorker(session: CDPSession, sessionId: string, method: string): Promise<unknown> {
  const id = ++lastId;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const hear = (event: { sessionId: string; message: string }) => {
    const message = JSON.parse(event.message) as { id: number; result: unknown };
    if (event.sessionId === sessionId && message.id === id) resolve(message.result);
  };
  session.on('Target.receivedMessageFromTarget', hear);
  try {
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return await promise;
  } finally {
    session.off('Target.receivedMessageFromTarget', hear);
  }
}

test(
  `memory is flat: page and workers hold at step ${STEPS.at(-1)} what they hold at ${STEPS[0]}`,
  async () => {
    const held = await withSite(
      `lab.html#run=${encodeDocument([{ from: 0, experiment }])}&lossScale=log`,
      async page => {
        await waitForStatus(page, 'Ready to train.');
        const call = await everywhere(page);
        const found: number[][] = [];
        for (const step of STEPS) {
          await goToStep(page, step, PATIENCE);
          await page.waitForTimeout(500);
          await call('HeapProfiler.collectGarbage');
          await call('HeapProfiler.collectGarbage');
          const usages = (await call('Runtime.getHeapUsage')) as Usage[];
          found.push(
            usages.map(
              ({ usedSize, embedderHeapUsedSize, backingStorageSize }) =>
                usedSize + embedderHeapUsedSize + backingStorageSize,
            ),
          );
        }
        return found;
      },
    );
    console.table(
      held.map((bytes, i) => ({ step: STEPS[i], MB: bytes.map(b => (b / 2 ** 20).toFixed(2)).join(' ') })),
    );
    expect(held[0]).toHaveLength(3);
    for (const bytes of held.slice(1)) {
      for (const [i, first] of held[0].entries()) expect(bytes[i] - first).toBeLessThan(LEEWAY);
    }
  },
  5 * PATIENCE,
);
