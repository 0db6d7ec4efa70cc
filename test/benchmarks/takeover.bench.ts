import type { Page } from 'playwright';
import { afterAll, beforeAll, it } from 'vitest';
import { eventually } from '../end-to-end/connector-page.ts';
import { crashTab, openGuestTab } from '../end-to-end/guest-tab.ts';
import type { RunningSidecar } from '../end-to-end/running-sidecar.ts';
import { sampleOrder } from '../end-to-end/sample-order.ts';
import { openShopOnRig, type ShopOnRig } from '../end-to-end/shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from '../end-to-end/terminal-on-rig.ts';
import { grantSerialPorts } from '../rig/rig.ts';
import { report, spread } from './figures.ts';

// Two tabs; the tab that owns the terminal dies while the customer pays. Measures how long the other tab shows an
// outdated status, and how long the till waits for its answer.

const rounds = 20;
/** Longer than any takeover, so that the terminal's answer does not end the measurement. */
const customerMs = 4000;

let sidecar: RunningSidecar;
let terminal: RigTerminal;
let owner: Page;
let shop: ShopOnRig<RigTerminal>;
beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: plugTerminal,
  });
  ({ sidecar, terminal, page: owner } = shop);
});
afterAll(() => shop?.close());

/** Waits until the late answer has settled the order and the terminal is idle. */
async function waitUntilSettled(orderId: string): Promise<void> {
  await eventually('the late answer', async () => {
    const { body } = await sidecar.call('GET', `/orders/${orderId}`);
    return body['paymentStatus'] === 'SUCCESS';
  });
  await eventually('the terminal is idle', async () => terminal.twin.idle);
}

interface Takeover {
  /** From the kill until the other tab shows that this payment needs a person. */
  readonly shown: number;
  /** From the kill until the till gets its answer. */
  readonly answered: number;
}

async function takeOver(orderId: string, kill: (page: Page) => Promise<unknown>): Promise<Takeover> {
  const guest = await openGuestTab(owner, sidecar.origin);
  terminal.follow('accept', customerMs);
  const answer = sidecar.call('POST', '/order', sampleOrder({ order_id: orderId }));
  await guest.getByText('The customer presents the card.').first().waitFor();
  const checkButton = guest.getByRole('button', { name: 'Check the ticket' }).first();
  const begun = performance.now();
  const answered = answer.then(({ body }) => {
    if (body['outcome'] !== 'UNKNOWN') throw new Error(JSON.stringify(body));
    return performance.now() - begun;
  });
  const shown = checkButton.waitFor().then(() => performance.now() - begun);
  await kill(owner);
  owner = guest;
  const figures = { shown: await shown, answered: await answered };
  await waitUntilSettled(orderId);
  return figures;
}

it.each([
  ['crashed', crashTab],
  ['closed', (page: Page) => page.close()],
])('takeover: the owner’s tab is %s in the middle of a payment', async (how, kill) => {
  const takeovers: Takeover[] = [];
  for (let round = 0; round < rounds; round++) takeovers.push(await takeOver(`Order_${how}_${round}`, kill));
  const shown = spread(takeovers.map((takeover) => takeover.shown));
  report(`owner ${how}: the other tab shows it`, { p50: shown.p50, max: shown.max }, 'ms', '<= 2000');
  const answered = spread(takeovers.map((takeover) => takeover.answered));
  report(`owner ${how}: the till has its answer`, { p50: answered.p50, max: answered.max }, 'ms');
});
