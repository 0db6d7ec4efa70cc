import { expect, it } from 'vitest';
import {
  type Outcome,
  openTestConnector,
  type TerminalScript,
  terminalScripts,
} from '../../../src/sdk/testing/index.ts';

/** The outcome of each script, and the charged amount for a request of 1023. */
const outcomes: Readonly<Record<TerminalScript, readonly [Outcome, readonly number[]]>> = {
  accept: ['APPROVED', [1023]],
  contactless: ['APPROVED', [1023]],
  refuse: ['DECLINED', []],
  cancel: ['CANCELLED', []],
  'partial-amount': ['PARTIALLY_APPROVED', [512]],
  'quick-customer': ['APPROVED', [1023]],
  'slow-customer': ['APPROVED', [1023]],
  'too-slow-customer': ['UNKNOWN', []],
  busy: ['DECLINED', []],
  'not-ready': ['NOT_SENT', []],
  'wrong-parity': ['UNKNOWN', []],
  'nak-always': ['NOT_SENT', []],
  'nak-once': ['APPROVED', [1023]],
  'wrong-lrc-once': ['APPROVED', [1023]],
  'answer-twice': ['APPROVED', [1023]],
  'half-answer': ['UNKNOWN', [1023]],
  'other-amount': ['OTHER_PAYMENT', [1023]],
  'other-register': ['OTHER_PAYMENT', [1023]],
  'other-currency': ['OTHER_PAYMENT', [1023]],
  'long-ticket': ['APPROVED', [1023]],
  'silent-at-1': ['NOT_SENT', []],
  'silent-at-3': ['UNKNOWN', []],
  'silent-at-6': ['UNKNOWN', [1023]],
  'silent-at-8': ['UNKNOWN', [1023]],
  'unplug-at-2': ['NOT_SENT', []],
  'unplug-at-4': ['UNKNOWN', []],
  'unplug-at-6': ['UNKNOWN', [1023]],
  'unplug-at-8': ['APPROVED', [1023]],
};

/** With this factor, 200 seconds of waiting take one second. */
const speed = 200;

export function testEveryScript(): void {
  it.each(Object.keys(terminalScripts) as TerminalScript[])(
    '%s: has the expected outcome and charge, and the outcome that its description names',
    async (script) => {
      const connector = await openTestConnector({ script, speed });
      const result = await connector.pay({ amountMinor: 1023, orderId: 'Order_1' });
      const [outcome, charged] = outcomes[script];
      expect(result).toMatchObject({ outcome, simulated: true });
      expect(result.paymentStatus).toBe(/APPROVED$/.test(outcome) ? 'SUCCESS' : 'FAILURE');
      expect(connector.test.charged).toEqual(charged);
      const described = /`([A-Z_]+)`/.exec(terminalScripts[script])?.[1];
      if (described) expect(outcome).toBe(described);
      connector.close();
    },
  );
}
