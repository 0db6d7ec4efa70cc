import { afterEach, describe, expect, it } from 'vitest';
import {
  charged,
  closeShop,
  openShop,
  report,
  runPilot,
  skipAll,
  terminal,
  verdicts,
} from './piloted-shop.ts';

describe('hipay-ecr pilot', () => {
  afterEach(closeShop);

  it('goes on after it was killed while the customer paid, and charges the card once', async () => {
    await openShop();
    terminal.follow('accept', 1000);
    let isSent: () => void = () => {};
    const sent = new Promise<void>((resolve) => {
      isSent = resolve;
    });
    const killed: typeof fetch = async (url, request) => {
      const answer = await fetch(url, request);
      if (request?.method !== 'POST') return answer;
      isSent();
      return new Promise(() => {});
    };
    void runPilot({ ...skipAll, pay: 'start' }, {}, { fetchUrl: killed });
    await sent;
    const said = await runPilot(skipAll);
    expect(said).toContain('PILOT-E2E1-01 was begun before. It is looked up, and not sent again.');
    expect(charged()).toEqual([100]);
    expect(report().toRefund).toMatchObject([{ orderId: 'PILOT-E2E1-01', amountMinor: 100 }]);
    expect(verdicts()['terminal.accepted']).toBe('as-assumed');
  });
});
