import { type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFlags } from '../rig/rig.ts';
import { eventually, terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { mountSmallDisk } from './small-disk.ts';

const disk = mountSmallDisk(96);
if (!disk) process.stderr.write('skipped: no small file system can be mounted on this machine\n');
let sidecar: RunningSidecar;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  if (!disk) return;
  sidecar = await startSidecar({ config: shopConfig(), args: ['--simulate'] });
  browser = await chromium.launchPersistentContext(`${disk.folder}/profile`, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: browserFlags,
    locale: 'en-GB',
  });
  page = await browser.newPage();
  await page.goto(sidecar.pairingLink);
  await terminalReady(sidecar);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
  disk?.unmount();
});

const post = (orderId: string) => sidecar.call('POST', '/order', sampleOrder({ order_id: orderId }));
const ordersAtHipay = async () => (await sidecar.gatewayOrders()).map(({ orderid }) => orderid);
const banner = () => page.getByText('Nothing can be recorded, so no payment can start.').first();
/** If the browser has closed the database, the journal cannot be read, and it is not known whether a number was paid before. */
const journalCannotBeRead = 'the journal cannot be read';
/** Fills the disk, and pays until an order is not taken: the database still has reserved space for some payments. */
async function payUntilNotTaken(): Promise<{ orderId: string; status: number; answer: string }> {
  let place = 0;
  return eventually(
    'an order is not taken',
    async () => {
      const orderId = `Order_full_${++place}`;
      disk?.fill();
      const { status, body } = await post(orderId);
      const answer = JSON.stringify(body);
      if (status === 503 || answer.includes(journalCannotBeRead)) return { orderId, status, answer };
      expect(['APPROVED', 'UNKNOWN']).toContain(body['outcome']);
      return undefined;
    },
    120_000,
  );
}
/** Frees the disk and waits until the page recovers without a click. */
async function freeDisk(): Promise<void> {
  disk?.free();
  await banner().waitFor({ state: 'detached', timeout: 30_000 });
}

describe.skipIf(!disk)('a disk that is full, in a real browser', () => {
  it('if it is full before a payment, nothing is charged; once the disk has space, the order is paid without a reload', {
    timeout: 180_000,
  }, async () => {
    expect((await post('Order_1')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
    const { orderId, status, answer } = await payUntilNotTaken();
    if (status === 503) expect(answer).toMatch(/1106.*The customer was not charged/);
    else expect(answer).toMatch(/1102.*It is NOT KNOWN whether the customer was charged/);
    await banner().waitFor();
    await freeDisk();
    await eventually('it is paid', async () => (await post(orderId)).body['paymentStatus'] === 'SUCCESS');
    expect((await ordersAtHipay()).filter((each) => each === orderId)).toHaveLength(1);
  });
  it('if it is full while the customer pays, the payment is approved or unknown, never failed, and not charged again after a reload', async () => {
    disk?.free();
    await banner().waitFor({ state: 'detached', timeout: 30_000 });
    const paying = post('Order_3');
    await page.getByText('Order Order_3').first().waitFor();
    disk?.fill();
    // It depends on the file system whether the write of the result still finds space.
    const { body } = await paying;
    expect(body['outcome']).toMatch(/^(UNKNOWN|APPROVED)$/);
    disk?.free();
    await page.reload();
    await terminalReady(sidecar);
    const again = (await post('Order_3')).body;
    expect(again['outcome']).toMatch(/^(UNKNOWN|APPROVED)$/);
    expect(again['replayed']).toBe(true);
    if (body['outcome'] === 'APPROVED') expect(again['outcome']).toBe('APPROVED');
  });
});
