import { describe, expect, it } from 'vitest';
import { scriptNamed } from '../chaos/real/lasting-terminal.ts';
import {
  acknowledgements,
  expectNotifiedOnce,
  expectPaidOnce,
  killBeforeAcknowledgement,
  longestTurnaroundMs,
  makeTerminalReady,
  openBrowser,
  openShop,
  shop,
} from './killed-shop.ts';

describe('the browser is killed after the answer was journaled and before our ACK', () => {
  openShop(longestTurnaroundMs);
  it('the order is paid once, and the till gets the stored answer', async () => {
    const killed = await killBeforeAcknowledgement();
    // The terminal is switched off and on: this answer will never be acknowledged.
    shop.terminal.follow(scriptNamed('accept', 100));
    await openBrowser();
    await expectPaidOnce(killed);
    await expectNotifiedOnce(killed.order);
    expect(acknowledgements(killed.order)).toEqual([false]);
    await makeTerminalReady();
  });
});
