import { describe, expect, it } from 'vitest';
import type { PaymentRequestInput } from '../../../src/core/payment/payment-request.ts';
import { ACK, ENQ, EOT, encodeFrame, NAK } from '../../../src/core/terminal/concert-v2/frames.ts';
import { answerFrame, ScriptedLink } from '../terminal/scripted-link.ts';

const v3 = (status: string, operation = '0') =>
  encodeFrame(`CZ0040320CA00201CB00800001023CD001${operation}CE003978AE002${status}`)!;

interface Language {
  readonly language: 'concert-v2-e' | 'caisse-ap-v3';
  readonly yes: Uint8Array;
  readonly no: Uint8Array;
}
const v2Language: Language = {
  language: 'concert-v2-e',
  yes: answerFrame(),
  no: answerFrame({ status: '7' }),
};
const v3Language: Language = { language: 'caisse-ap-v3', yes: v3('10'), no: v3('01') };

/** A terminal that sends each answer in a session of its own, `gapMs` after the one before. */
function terminalThatSends({ language }: Language, gapMs: number, ...answers: readonly Uint8Array[]) {
  const link = new ScriptedLink({ terminal: { language } });
  link.reply = (sent) => {
    if (sent[0] === ENQ) link.say([ACK]);
    if (sent.length === 1) return;
    link.say([ACK]);
    for (const [index, answer] of answers.entries()) deliver(link, answer, 1000 + index * gapMs);
  };
  return link;
}

function deliver(link: ScriptedLink, answer: Uint8Array, afterMs = 1): void {
  link.say([ENQ], afterMs);
  link.say(answer, afterMs + 20);
  link.say([EOT], afterMs + 50);
}

const recordOf = (link: ScriptedLink, orderId = 'A') =>
  [...link.storage.payments.values()].find((record) => record.orderId === orderId);

const doubted = {
  state: 'unknown',
  outcome: 'UNKNOWN',
  failure: 'outcome-unknown',
  alarm: { kind: 'contradiction', outcome: 'APPROVED' },
};

describe.each([
  ['Concert V2', v2Language],
  ['Concert V3', v3Language],
] as const)('two results of one payment, %s', (_, language) => {
  const { yes, no } = language;

  it.each([70, 400, 3000])('refused, then accepted %i ms later: in doubt, with an alarm', async (gapMs) => {
    const link = terminalThatSends(language, gapMs, no, yes);
    expect((await link.pay('A')).outcome).toBe('DECLINED');
    await link.clock.advance(10_000);
    expect(recordOf(link)).toMatchObject(doubted);
  });
  it('the repeated acceptance settles nothing: a person decides', async () => {
    const link = terminalThatSends(language, 3000, no, yes, yes, no, yes);
    await link.pay('A');
    await link.clock.advance(30_000);
    expect(recordOf(link)).toMatchObject(doubted);
  });
  it('accepted, then refused: stays paid, with one alarm', async () => {
    const link = terminalThatSends(language, 3000, yes, no, no);
    expect((await link.pay('A')).outcome).toBe('APPROVED');
    await link.clock.advance(5000);
    const alarmed = recordOf(link);
    expect(alarmed).toMatchObject({
      state: 'answered',
      outcome: 'APPROVED',
      alarm: { kind: 'contradiction', outcome: 'DECLINED' },
    });
    await link.clock.advance(10_000);
    expect(recordOf(link)).toEqual(alarmed);
  });
  it.each([
    ['accepted', yes],
    ['refused', no],
  ])('the same result again (%s) changes nothing', async (_name, answer) => {
    const link = terminalThatSends(language, 3000, answer, answer);
    await link.pay('A');
    const before = recordOf(link);
    await link.clock.advance(10_000);
    expect(recordOf(link)).toEqual(before);
  });
  it('an acceptance after the customer’s time is over changes nothing', async () => {
    const link = terminalThatSends(language, 200_000, no, yes);
    await link.pay('A');
    await link.clock.advance(300_000);
    expect(recordOf(link)).toMatchObject({ state: 'closed', outcome: 'DECLINED' });
  });
  it('an acceptance after another payment was sent changes nothing', async () => {
    const link = terminalThatSends(language, 3000, no);
    await link.pay('A');
    await link.clock.advance(2000);
    await link.pay('B', { amountMinor: 500 });
    deliver(link, yes);
    await link.clock.advance(5000);
    expect(recordOf(link)).toMatchObject({ state: 'closed', outcome: 'DECLINED' });
  });
});

it.each<[string, Partial<PaymentRequestInput>]>([
  ['another amount', { amountMinor: 500 }],
  ['another currency', { currency: 'CHF' }],
])('an acceptance for %s does not touch the refused payment', async (_, change) => {
  const link = terminalThatSends(v2Language, 3000, answerFrame({ status: '7', amountMinor: 0 }));
  await link.pay('A', change);
  deliver(link, v2Language.yes, 2000);
  await link.clock.advance(5000);
  expect(recordOf(link)?.state).not.toBe('answered');
  expect(recordOf(link)?.alarm).toBeUndefined();
});

it('an acceptance after the terminal refused the frame puts the payment in doubt', async () => {
  const link = new ScriptedLink();
  link.reply = (sent) => {
    if (sent[0] === ENQ) link.say([ACK]);
    if (sent.length > 1) link.say([NAK]);
  };
  expect((await link.pay('A')).outcome).toBe('NOT_SENT');
  deliver(link, v2Language.yes, 2000);
  await link.clock.advance(5000);
  expect(recordOf(link)).toMatchObject(doubted);
});

it('a refund that is refused and then accepted is in doubt', async () => {
  const link = terminalThatSends(v2Language, 500, v2Language.no, v2Language.yes);
  expect((await link.pay('A', { transactionType: 'Credit' })).outcome).toBe('DECLINED');
  await link.clock.advance(5000);
  expect(recordOf(link)).toMatchObject(doubted);
});
