import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PermitAnswer } from '../../../src/core/connector-api/connector-api.ts';
import { fillDisk } from '../../fakes/failing-disk.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { BrowserProfile, ShopTerminal } from '../helpers/journal-page.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

const order = { amount: 10.23, currency: 'EUR', order_id: 'X1' };
const unwritten = {
  error: {
    errorCode: '1106',
    charge: 'not-charged',
    errorDescription: expect.stringMatching(
      /could not be recorded. The customer was not charged. Check the computer's free disk space/,
    ),
  },
};

/** A sidecar whose file of permits is on a full disk. */
async function sidecarOnFullDisk() {
  const homeFolder = await temporaryFolder();
  await symlink('/dev/full', join(homeFolder, 'asked.jsonl'));
  return runningSidecar({ homeFolder });
}

describe('the permit to begin cannot be written', () => {
  test('the till and the page say that the payment could not be recorded, and nothing is charged', async () => {
    const sidecar = await sidecarOnFullDisk();
    const terminal = new ShopTerminal();
    const profile = new BrowserProfile(terminal);
    await profile.open(sidecar);
    const reply = await postOrder(sidecar, order);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject(unwritten);
    expect(profile.records).toMatchObject([{ leave: 'refused', failure: 'cannot-record' }]);
    expect(await (await asTill(sidecar, '/orders/X1')).json()).toMatchObject(unwritten.error);
    expect(terminal.charged).toEqual([]);
  });

  test('the till gets the true reason, although a page of an older program says that the till has left', async () => {
    const sidecar = await sidecarOnFullDisk();
    let given: PermitAnswer | undefined;
    await fakePage(sidecar, {
      takePayment: async (request, { givePermit }) => {
        const record = aRecord({ leave: 'needed', orderId: 'X1' });
        given = await givePermit?.({ paymentId: record.paymentId, orderId: 'X1', payments: [record] });
        return paidAnswer(request, {
          paymentId: record.paymentId,
          outcome: 'NOT_SENT',
          charge: 'not-charged',
          failure: 'till-left',
        });
      },
    });
    expect(await (await postOrder(sidecar, order)).json()).toMatchObject(unwritten);
    expect(given).toMatchObject({ failure: 'cannot-record' });
  });
});

describe('a page shows the names of the files that cannot be written', () => {
  const full = (file: string) => ({ file, error: expect.stringMatching(/^ENOSPC/) });
  const openPage = (sidecar: RunningSidecar, cookie?: string) =>
    new ConnectorProfile(new ShopGateway()).open(sidecar, cookie);
  const shownOn = async ({ connector }: Awaited<ReturnType<typeof openPage>>) =>
    (await connector.snapshot()).diskFailures;

  test('until a write works, also on a page that comes later', async () => {
    const sidecar = await runningSidecar({ options: { simulate: 'all' } });
    const page = await openPage(sidecar);
    expect(await shownOn(page)).toBeUndefined();
    const disk = await fillDisk();
    expect((await postOrder(sidecar, order)).status).toBe(503);
    await expect.poll(() => shownOn(page)).toContainEqual(full('asked.jsonl'));
    const later = await openPage(sidecar, page.cookie);
    await expect.poll(() => shownOn(later)).toContainEqual(full('asked.jsonl'));
    disk.free();
    expect((await postOrder(sidecar, order)).status).toBe(200);
    await expect.poll(() => shownOn(page)).toBeUndefined();
    await expect.poll(() => shownOn(later)).toBeUndefined();
  });

  test('also if the sale is charged and only its record cannot be written', async () => {
    const sidecar = await runningSidecar({ options: { simulate: 'all' } });
    const page = await openPage(sidecar);
    await fillDisk(/"kind":"payment"/);
    const reply = await (await postOrder(sidecar, order)).json();
    expect(reply).toMatchObject({ paymentStatus: 'SUCCESS', charge: 'charged' });
    await expect.poll(() => shownOn(page)).toEqual([full('records.jsonl')]);
  });
});

describe('while the files of the home folder cannot be written', () => {
  const health = async (sidecar: RunningSidecar) => (await asTill(sidecar, '/health')).json();

  test('/health is not ready and names the disk and what to do, until a write works', async () => {
    const sidecar = await runningSidecar();
    await new BrowserProfile(new ShopTerminal()).open(sidecar);
    await asTill(sidecar, '/check');
    expect(await health(sidecar)).toMatchObject({ status: 'ready' });
    const disk = await fillDisk();
    expect(await (await postOrder(sidecar, order)).json()).toMatchObject(unwritten);
    expect(await health(sidecar)).toMatchObject({
      status: 'not-ready',
      warnings: expect.arrayContaining([
        expect.stringMatching(/^disk: .*asked.jsonl cannot be written \(ENOSPC.*; free space on this disk/),
      ]),
    });
    disk.free();
    const paidNow = await (await postOrder(sidecar, order)).json();
    expect(paidNow).toMatchObject({ paymentStatus: 'SUCCESS', charge: 'charged' });
    await expect.poll(async () => (await health(sidecar)).status).toBe('ready');
    expect(await health(sidecar)).not.toHaveProperty('warnings');
  });
});
