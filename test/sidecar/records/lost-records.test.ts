import { once } from 'node:events';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { pageSocket, pairedCookie } from '../helpers/fake-page.ts';
import { asTill, type RunningSidecar, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

const recordOf = (orderId: string) => ({
  ...aRecord({ paymentId: orderId, orderId, state: 'answered', outcome: 'APPROVED', createdAt: Date.now() }),
  request: aRequest({ orderId }),
});

/** A page that keeps these orders in its journal and sends them on request; it answers no calls. */
async function pageWithJournal(sidecar: RunningSidecar, cookie: string, orders: string[]) {
  const socket = pageSocket(sidecar, { origin: sidecar.pageUrl, cookie });
  const asked: number[] = [];
  socket.on('message', (raw) => {
    const message = JSON.parse(String(raw));
    if (message.kind !== 'subscribe-records') return;
    asked.push(message.since);
    for (const orderId of orders)
      socket.send(JSON.stringify({ kind: 'record', copy: { kind: 'payment', record: recordOf(orderId) } }));
  });
  await once(socket, 'open');
  onTestFinished(() => socket.terminate());
  return { asked };
}

const health = async (sidecar: RunningSidecar) => (await asTill(sidecar, '/health')).json();

test.each([
  ['emptied', (path: string) => truncateSync(path)],
  ['overwritten', (path: string) => writeFileSync(path, 'rubbish\n'.repeat(5000))],
])(
  '%s while it runs: asks the pages again for all records, and shows the loss until then',
  async (what, damage) => {
    const homeFolder = await temporaryFolder();
    const path = join(homeFolder, 'records.jsonl');
    const lines = ['Lost_1', 'Lost_2'].map((id) => JSON.stringify({ kind: 'payment', record: recordOf(id) }));
    writeFileSync(path, `${lines.join('\n')}\n`);
    const sidecar = await runningSidecar({ homeFolder, timeouts: { pageReadyMs: 50 } });
    const cookie = await pairedCookie(sidecar);
    const first = await pageWithJournal(sidecar, cookie, ['Lost_1']);
    await vi.waitUntil(() => first.asked.length === 1);
    expect(first.asked[0]).toBeGreaterThan(0);
    expect(await health(sidecar)).not.toHaveProperty('recordsDamage');

    damage(path);
    await asTill(sidecar, '/orders/Lost_2');
    await vi.waitUntil(() => first.asked.length === 2);
    expect(first.asked[1]).toBe(0);
    expect((await health(sidecar)).recordsDamage).toEqual({
      at: expect.any(String),
      what: `${what} while the program was running`,
    });

    // A page with the other journal connects: now all records are there again.
    const second = await pageWithJournal(sidecar, cookie, ['Lost_2']);
    await vi.waitUntil(async () => !('recordsDamage' in (await health(sidecar))), 10_000);
    expect(second.asked).toEqual([0]);
    expect(readFileSync(path, 'utf8')).toContain('"Lost_1"');
    expect(await (await asTill(sidecar, '/records')).text()).toContain('"Lost_2"');
  },
);
