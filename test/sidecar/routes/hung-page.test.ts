import { expect, test } from 'vitest';
import { showStatus } from '../../../src/sidecar/commands/status.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { fakePage } from '../helpers/fake-page.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

const health = async (sidecar: RunningSidecar) => (await asTill(sidecar, '/health')).json();
const waitForPage = async (sidecar: RunningSidecar, page: string) => {
  await expect.poll(async () => (await health(sidecar)).page, { timeout: 20_000 }).toBe(page);
};

/** A sidecar whose page has stopped reading its socket. */
async function hungShop() {
  const homeFolder = await temporaryFolder();
  const timeouts = { pageReadyMs: 50, heartbeat: { everyMs: 20, silentMs: 60 } };
  const sidecar = await runningSidecar({ homeFolder, timeouts });
  const page = await fakePage(sidecar);
  await waitForPage(sidecar, 'open');
  page.socket.pause();
  await waitForPage(sidecar, 'not-answering');
  return { sidecar, page, homeFolder };
}

test('/health, /check, /metrics and status report a hung page; it is used again as soon as it answers', async () => {
  const { sidecar, page, homeFolder } = await hungShop();
  expect(await health(sidecar)).toMatchObject({ status: 'not-ready', terminal: 'away' });
  expect(await (await asTill(sidecar, '/check')).json()).toMatchObject({
    ready: false,
    terminal: 'away',
    description: 'the connector page does not answer: reload it',
  });
  const metrics = await (await asTill(sidecar, '/metrics')).text();
  expect(metrics).toContain('hipay_ecr_pages 1');
  expect(metrics).toContain('hipay_ecr_pages_not_answering 1');
  expect(metrics).toContain('hipay_ecr_terminal_ready 0');
  const screen = recordedScreen();
  const code = await showStatus([], { screen, env: { HIPAY_ECR_HOME: homeFolder }, fetchUrl: fetch });
  expect(code).toBe(1);
  expect(screen.printed()).toContain('NOT ready');
  expect(screen.printed()).toContain('page          open, but does not answer: reload it');

  page.socket.resume();
  await waitForPage(sidecar, 'open');
  expect(await health(sidecar)).toMatchObject({ status: 'ready', terminal: 'ready' });
  expect(await (await postOrder(sidecar, { amount: 1 })).json()).toMatchObject({ paymentStatus: 'SUCCESS' });
});

test('sends no order to a hung page, and answers "not connected" with what to do', async () => {
  const { sidecar, page } = await hungShop();
  const refused = await postOrder(sidecar, { amount: 1, order_id: 'Order_1' });
  expect(refused.status).toBe(503);
  expect((await refused.json()).error).toMatchObject({
    errorCode: '1004',
    errorDescription: expect.stringContaining('does not answer: reload'),
  });
  expect((await asTill(sidecar, '/orders/Order_1')).status).toBe(503);
  page.socket.resume();
  await waitForPage(sidecar, 'open');
  expect(page.payments).toEqual([]);
});

test('a hung page does not keep the program from stopping', async () => {
  const { sidecar } = await hungShop();
  expect(await (await asTill(sidecar, '/stop')).json()).toMatchObject({ stopped: true });
});
