import { describe, expect, it } from 'vitest';
import { ACK, ENQ, EOT, NAK } from '../../../src/core/terminal/concert-v2/frames.ts';
import { Shop } from '../shop.ts';
import { answerFrame, ScriptedLink } from '../terminal/scripted-link.ts';

/** The private data of a request's frame: ten characters from the 17th of the body, which follows STX. */
const digitsIn = (frame: Uint8Array): string => String.fromCharCode(...frame.subarray(17, 27));

type Answers = (digits: readonly string[], link: ScriptedLink) => void;

/**
 * A terminal that takes payment A's request, then its cable is pulled. After B's request it does what `answers` does.
 * `answers` gets the digits of A and B.
 */
function terminalThat(answers: Answers): ScriptedLink {
  const link = new ScriptedLink();
  link.reply = (sent) => {
    if (sent[0] === ENQ) link.say([ACK]);
    if (sent.length === 1) return;
    link.say([ACK]);
    if (link.frames.length === 1) link.clock.after(500, () => link.pull());
    else answers(link.frames.map(digitsIn), link);
  };
  return link;
}

/** Sends an answer of the terminal, in a session that the terminal begins. */
function deliver(link: ScriptedLink, answer: Uint8Array, afterMs: number): void {
  link.say([ENQ], afterMs);
  link.say(answer, afterMs + 100);
  link.say([EOT], afterMs + 200);
}

/** Takes payments A and B at this terminal, one after the other. */
async function payAThenB(answers: Answers) {
  const link = terminalThat(answers);
  expect((await link.pay('A')).outcome).toBe('UNKNOWN');
  await link.clock.advance(1000);
  const b = await link.pay('B');
  await link.clock.advance(20_000);
  return { link, b };
}

const statuses = { accepted: '0', refused: '7' };

describe('payment A is in doubt, and B has the same amount', () => {
  it.each([
    ['accepted', 'accepted', { A: 'APPROVED', B: 'APPROVED' }],
    ['accepted', 'refused', { A: 'APPROVED', B: 'DECLINED' }],
    ['refused', 'accepted', { A: 'DECLINED', B: 'APPROVED' }],
    ['refused', 'refused', { A: 'DECLINED', B: 'DECLINED' }],
  ] as const)('A’s answer (%s) settles A, and B waits for its own (%s)', async (ofA, ofB, outcomes) => {
    const { link } = await payAThenB(([a = '', b = ''], terminal) => {
      deliver(terminal, answerFrame({ status: statuses[ofA], privateData: a }), 1000);
      deliver(terminal, answerFrame({ status: statuses[ofB], privateData: b }), 4000);
    });
    expect(link.outcomes).toEqual(outcomes);
  });
  it('B’s digits prove that the answer is B’s, and A stays in doubt', async () => {
    const { link } = await payAThenB(([, b = ''], terminal) =>
      deliver(terminal, answerFrame({ privateData: b }), 1000),
    );
    expect(link.outcomes).toEqual({ A: 'UNKNOWN', B: 'APPROVED' });
  });
  it('B is unknown, if only A’s answer comes', async () => {
    const { link, b } = await payAThenB(([a = ''], terminal) =>
      deliver(terminal, answerFrame({ privateData: a }), 1000),
    );
    expect(link.outcomes).toEqual({ A: 'APPROVED', B: 'UNKNOWN' });
    expect(b.took).toBeGreaterThan(170_000);
  });
  it('an EOT that is lost between both answers changes nothing', async () => {
    const { link } = await payAThenB(([a = '', b = ''], terminal) => {
      terminal.say([ENQ], 1000);
      terminal.say(answerFrame({ privateData: a }), 1100);
      deliver(terminal, answerFrame({ status: statuses.refused, privateData: b }), 2500);
    });
    expect(link.outcomes).toEqual({ A: 'APPROVED', B: 'DECLINED' });
  });
  it('an ENQ that is lost between both answers changes nothing', async () => {
    const { link } = await payAThenB(([a = '', b = ''], terminal) => {
      terminal.say([ENQ], 1000);
      terminal.say(answerFrame({ privateData: a }), 1100);
      terminal.say(answerFrame({ status: statuses.refused, privateData: b }), 2500);
      terminal.say([EOT], 2700);
    });
    expect(link.outcomes).toEqual({ A: 'APPROVED', B: 'DECLINED' });
  });
  it('a cable that is pulled after A’s answer leaves B in doubt', async () => {
    const { link } = await payAThenB(([a = ''], terminal) => {
      terminal.say([ENQ], 1000);
      terminal.say(answerFrame({ privateData: a }), 1100);
      terminal.clock.after(1200, () => terminal.pull());
    });
    expect(link.outcomes).toEqual({ A: 'APPROVED', B: 'UNKNOWN' });
  });
  it.each([
    ['blanks', ' '.repeat(10)],
    ['zeros', '0'.repeat(10)],
    ['digits of no known payment', '9876543210'],
  ])('%s prove nothing: a person decides about both', async (_, privateData) => {
    const { link } = await payAThenB((_digits, terminal) =>
      deliver(terminal, answerFrame({ privateData }), 1000),
    );
    expect(link.outcomes).toEqual({ A: 'UNKNOWN', B: 'UNKNOWN' });
  });
});

describe('an answer for another amount', () => {
  it('ends the payment as OTHER_PAYMENT, even with the digits of this payment: V2 cannot say why the amount differs', async () => {
    const { link, b } = await payAThenB(([, digits = ''], terminal) =>
      deliver(terminal, answerFrame({ amountMinor: 500, privateData: digits }), 1000),
    );
    expect(b).toMatchObject({ outcome: 'OTHER_PAYMENT', failure: 'other-payment' });
    expect(link.outcomes).toMatchObject({ B: 'OTHER_PAYMENT' });
  });
  it('does not settle A, which is in doubt, even with A’s digits', async () => {
    const { link } = await payAThenB(([a = '', b = ''], terminal) => {
      deliver(terminal, answerFrame({ amountMinor: 500, privateData: a }), 1000);
      deliver(terminal, answerFrame({ privateData: b }), 4000);
    });
    expect(link.outcomes).toEqual({ A: 'UNKNOWN', B: 'APPROVED' });
  });
});

describe('an acceptance with the digits of a payment that the terminal has refused', () => {
  /** The terminal refuses the request, and sends the acceptance 4 s later. */
  const refusesThenAccepts = (ofRequest: (digits: string) => string) => {
    const link = new ScriptedLink();
    link.reply = (sent) => {
      if (sent[0] === ENQ) link.say([ACK]);
      if (sent.length === 1) return;
      link.say([ACK]);
      const privateData = ofRequest(digitsIn(sent));
      deliver(link, answerFrame({ status: statuses.refused, privateData }), 1000);
      deliver(link, answerFrame({ privateData }), 5000);
    };
    return link;
  };
  it('proves that it is paid: HiPay gets it, and an alarm says so', async () => {
    const link = refusesThenAccepts((digits) => digits);
    expect((await link.pay('A')).outcome).toBe('DECLINED');
    await link.clock.advance(20_000);
    expect(link.outcomes).toEqual({ A: 'APPROVED' });
    expect([...link.storage.payments.values()]).toMatchObject([
      { state: 'answered', alarm: { kind: 'late-answer', outcome: 'APPROVED' } },
    ]);
  });
  it('only puts the payment in doubt without digits', async () => {
    const link = refusesThenAccepts(() => ' '.repeat(10));
    expect((await link.pay('A')).outcome).toBe('DECLINED');
    await link.clock.advance(20_000);
    expect(link.outcomes).toEqual({ A: 'UNKNOWN' });
  });
  it('proves that it is paid also after the terminal has refused the frame', async () => {
    const link = new ScriptedLink();
    link.reply = (sent) => {
      if (sent[0] === ENQ) link.say([ACK]);
      if (sent.length === 1) return;
      link.say([NAK]);
      if (link.frames.length === 3) deliver(link, answerFrame({ privateData: digitsIn(sent) }), 4000);
    };
    expect((await link.pay('A')).outcome).toBe('NOT_SENT');
    await link.clock.advance(20_000);
    expect(link.outcomes).toEqual({ A: 'APPROVED' });
  });
});

describe('a simulated terminal', () => {
  it.each([
    ['accept', 'APPROVED'],
    ['blank-private-data', 'APPROVED'],
    ['zero-private-data', 'APPROVED'],
    ['refuses-private-digits', 'NOT_SENT'],
  ])('with the script %s ends the payment as %s', async (script, outcome) => {
    expect((await (await Shop.open(script)).pay()).outcome).toBe(outcome);
  });
  it('that refuses private digits accepts a request without private digits', async () => {
    const shop = await Shop.open('refuses-private-digits', { terminal: { privateDigits: false } });
    expect((await shop.pay()).outcome).toBe('APPROVED');
  });
  it('a late answer with digits settles the right one of two payments in doubt', async () => {
    const shop = await Shop.open('silent-at-3');
    expect((await shop.pay({ orderId: 'Order_1' })).outcome).toBe('UNKNOWN');
    await shop.start('too-slow-customer');
    expect((await shop.pay({ orderId: 'Order_2' })).outcome).toBe('UNKNOWN');
    await shop.clock.advance(60_000);
    expect(shop.records.map(({ orderId, outcome }) => [orderId, outcome])).toEqual([
      ['Order_1', 'UNKNOWN'],
      ['Order_2', 'APPROVED'],
    ]);
  });
});
