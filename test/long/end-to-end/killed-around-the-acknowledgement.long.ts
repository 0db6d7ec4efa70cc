import { describe, expect, it } from 'vitest';
import { scriptNamed } from '../../chaos/real/lasting-terminal.ts';
import { eventually } from '../../end-to-end/connector-page.ts';
import {
  acknowledgements,
  expectNotifiedOnce,
  expectPaidOnce,
  killAtMoment,
  killBeforeAcknowledgement,
  longestTurnaroundMs,
  makeTerminalReady,
  nextOrder,
  openBrowser,
  openShop,
  post,
  readJournal,
  shop,
  steps,
  withoutAnswerTime,
} from '../../end-to-end/killed-shop.ts';

describe('the browser is killed after the answer was journaled and before our ACK', () => {
  openShop(longestTurnaroundMs);
  it('the next browser acknowledges the repeated answer of the terminal, and changes nothing', async () => {
    const killed = await killBeforeAcknowledgement();
    await openBrowser();
    const before = await readJournal(killed.order);
    expect(acknowledgements(killed.order)).toEqual([false]);
    shop.terminal.letClockRun();
    await eventually('the repeat is acknowledged', async () => acknowledgements(killed.order)[0]);
    await eventually('the terminal is idle', async () => shop.terminal.idle);
    expect(withoutAnswerTime(await readJournal(killed.order))).toEqual(withoutAnswerTime(before));
    await expectPaidOnce(killed);
    await expectNotifiedOnce(killed.order);
    await makeTerminalReady();
  });
});

describe('the browser is killed at the moment of our ACK', () => {
  // The ACK is sent as soon as permitted: a record written after it would be lost.
  openShop(0);
  // The moment differs a little each time.
  it.each([1, 2, 3])('the order is paid once, and the till gets the stored answer (kill %i)', async () => {
    const killed = await killAtMoment(() => shop.terminal.untilStep(steps.acknowledgement));
    await openBrowser();
    await expectPaidOnce(killed);
    await expectNotifiedOnce(killed.order);
    expect(acknowledgements(killed.order)).toEqual([true]);
    await makeTerminalReady();
  });
  it('the shop takes the next payment', async () => {
    const order = nextOrder();
    shop.terminal.follow(scriptNamed('accept', 100));
    expect((await post(order)).body).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect(shop.terminal.charges(order.amountMinor)).toBe(1);
    await expectNotifiedOnce(order);
  });
});
