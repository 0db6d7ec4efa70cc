import { describe, expect, it } from 'vitest';
import { concertDialect } from '../../../src/core/terminal/concert-v2/concert-v2.ts';
import { takePayment } from '../../../src/flows/payments/take-payment.ts';
import type { Exchange } from '../../../src/flows/terminal/terminal.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { aRequest, someSettings } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { answerFrame } from '../terminal/scripted-link.ts';

const accepted = new TextDecoder().decode(answerFrame().slice(1, -2));
const settings = someSettings();
const limitMs = settings.terminal.timers.customerMs;

/** Takes a payment at a terminal that does these steps and then hangs: the exchange never ends by itself. */
async function payAtHungTerminal(steps: (exchange: Exchange) => Promise<unknown>) {
  const clock = new VirtualClock();
  const storage = new MemoryStorage();
  let exchange: Exchange | undefined;
  const alarms: string[] = [];
  const paid = takePayment(
    aRequest(),
    { attempt: 1 },
    {
      ...storage,
      journalId: 'journal-1',
      clock,
      ids: countingIds(),
      digest: { sha1: async () => '' },
      dialect: concertDialect('E+'),
      settings,
      link: { kind: 'web-serial', simulated: false },
      terminal: {
        status: () => ({ state: 'ready', seenAt: 0, description: '', simulated: false }),
        async exchange(_body, running) {
          exchange = running;
          await steps(running);
          return new Promise(() => {});
        },
      },
      showPhase: () => {},
      onLateAnswer: ({ orderId }) => alarms.push(orderId),
      settleOther: async () => 'acknowledge' as const,
      keepUnwritten: () => {},
    },
  );
  const from = clock.monotonic();
  const { outcome, failure } = await clock.until(paid);
  expect(clock.monotonic() - from).toBeLessThanOrEqual(limitMs + 10_000);
  const stored = () => [...storage.payments.values()].map((record) => record.outcome);
  return { outcome, failure, exchange: exchange as Exchange, stored, alarms };
}

describe('an exchange that never ends', () => {
  it('ends the payment as not sent if it hangs before the request, and refuses a later permission', async () => {
    const { outcome, failure, exchange, stored } = await payAtHungTerminal(async () => {});
    expect([outcome, failure]).toEqual(['NOT_SENT', 'payment-timeout']);
    expect(await exchange.allowFrame()).toBe(false);
    expect(stored()).toEqual(['NOT_SENT']);
  });
  it('ends the payment as unknown if it hangs after the permission to send', async () => {
    const { outcome, stored } = await payAtHungTerminal((exchange) => exchange.allowFrame());
    expect(outcome).toBe('UNKNOWN');
    expect(stored()).toEqual(['UNKNOWN']);
  });
  it('ends the payment as unknown if it hangs after the request was accepted; a late answer settles it with an alarm', async () => {
    const { outcome, exchange, stored, alarms } = await payAtHungTerminal(async (running) => {
      await running.allowFrame();
      running.accepted();
    });
    expect(outcome).toBe('UNKNOWN');
    expect(await exchange.answer(accepted, 'awaited')).toBe('acknowledge');
    expect(stored()).toEqual(['APPROVED']);
    expect(alarms).toEqual(['Order_1']);
  });
});
