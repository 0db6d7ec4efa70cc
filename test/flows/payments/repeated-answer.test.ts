import { describe, expect, it } from 'vitest';
import { ACK, ENQ, EOT, encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';
import { answerFrame, ScriptedLink } from '../terminal/scripted-link.ts';

const yes = answerFrame();
const no = answerFrame({ status: '7' });

interface Sent {
  readonly answer: Uint8Array;
  /** Time from the request to the ENQ of this answer, ms. */
  readonly after: number;
  /** Time from the answer to its EOT, ms. Absent: no EOT. */
  readonly end?: number;
}

/** A terminal that takes every request; it sends the answers of the list of each request. */
function terminalThat(...requests: readonly (readonly Sent[])[]): ScriptedLink {
  const link = new ScriptedLink();
  link.reply = (sent) => {
    if (sent[0] === ENQ) link.say([ACK]);
    if (sent.length === 1) return;
    link.say([ACK]);
    for (const answer of requests[link.frames.length - 1] ?? []) deliver(link, answer);
  };
  return link;
}

function deliver(link: ScriptedLink, { answer, after, end }: Sent): void {
  link.say([ENQ], after);
  link.say(answer, after + 50);
  if (end !== undefined) link.say([EOT], after + 80 + end);
}

const paid = (after: number): Sent => ({ answer: yes, after, end: 20 });
const withoutEnd = (answer: Uint8Array, after = 3000): Sent => ({ answer, after });
const resultOf = async (link: ScriptedLink, orderId: string) => {
  const { outcome, detail } = await link.pay(orderId);
  await link.clock.advance(5000);
  return { outcome, detail };
};
const perhapsRepeated =
  'the terminal’s answer is the same as the one before, and perhaps only repeats it: look for the tickets of both sales';

describe('the terminal did not hear our ACK of A’s answer, and repeats it during B of the same amount', () => {
  it('a terminal of the simulator: B gets its own answer', async () => {
    const shop = await Shop.open('keeps-first-answer');
    expect(await shop.pay({ orderId: 'A' })).toMatchObject({ outcome: 'APPROVED' });
    await shop.clock.advance(5000);
    const answer = await shop.pay({ orderId: 'B' });
    expect(shop.movedAmounts).toEqual([1023, 1023]);
    expect(answer).toMatchObject({ outcome: 'APPROVED', charge: 'charged' });
  });
  it.each([
    ['accepted', 'refused', yes, no, 'DECLINED'],
    ['accepted', 'accepted', yes, yes, 'APPROVED'],
  ] as const)('A %s, then B %s: B gets its own answer', async (_a, _b, ofA, ofB, outcome) => {
    const link = terminalThat(
      [withoutEnd(ofA)],
      [
        { answer: ofA, after: 200, end: 20 },
        { answer: ofB, after: 6000, end: 20 },
      ],
    );
    await resultOf(link, 'A');
    expect((await resultOf(link, 'B')).outcome).toBe(outcome);
  });
  it('A refused, then B accepted: B is in doubt until its own answer, because a terminal also refuses at once', async () => {
    const link = terminalThat(
      [withoutEnd(no)],
      [
        { answer: no, after: 200, end: 20 },
        { answer: yes, after: 6000, end: 20 },
      ],
    );
    await resultOf(link, 'A');
    expect(await resultOf(link, 'B')).toEqual({ outcome: 'UNKNOWN', detail: perhapsRepeated });
    await link.clock.advance(5000);
    expect(link.outcomes).toEqual({ A: 'DECLINED', B: 'APPROVED' });
  });
  it('B never gets an answer: it is in doubt, and no repeated answer settles it', async () => {
    const link = terminalThat([withoutEnd(yes)], [withoutEnd(yes, 200), withoutEnd(yes, 250_000)]);
    await resultOf(link, 'A');
    expect((await resultOf(link, 'B')).outcome).toBe('UNKNOWN');
    await link.clock.advance(100_000);
    expect(link.outcomes).toEqual({ A: 'APPROVED', B: 'UNKNOWN' });
  });
  it('after seconds: the answer may be that of either, so B is in doubt', async () => {
    const link = terminalThat([paid(3000)], [withoutEnd(yes)], [paid(3000)]);
    await resultOf(link, 'first');
    await resultOf(link, 'A');
    expect(await resultOf(link, 'B')).toEqual({ outcome: 'UNKNOWN', detail: perhapsRepeated });
  });
  it('an EOT that comes seconds after the answer only gives up: B is in doubt', async () => {
    const link = terminalThat([{ answer: yes, after: 3000, end: 2800 }], [paid(3000)]);
    await resultOf(link, 'A');
    expect((await resultOf(link, 'B')).outcome).toBe('UNKNOWN');
  });
  it('the cable was pulled before the EOT: B is in doubt', async () => {
    const link = terminalThat([withoutEnd(yes)], [paid(3000)]);
    const answered = link.start('A');
    link.clock.after(3120, () => link.pull());
    expect((await link.clock.until(answered)).outcome).toBe('APPROVED');
    await link.clock.advance(5000);
    expect((await resultOf(link, 'B')).outcome).toBe('UNKNOWN');
  });
  it('B’s own answer follows at once, without an EOT between: nothing is dropped for ever', async () => {
    const link = terminalThat(
      [withoutEnd(yes)],
      [withoutEnd(yes, 200), { answer: no, after: 2200, end: 20 }],
    );
    await resultOf(link, 'A');
    expect((await resultOf(link, 'B')).outcome).toBe('DECLINED');
  });
  it('between the payments: nothing changes, and B gets its own answer', async () => {
    const link = terminalThat([withoutEnd(yes)], [paid(3000)]);
    await resultOf(link, 'A');
    deliver(link, paid(1000));
    await link.clock.advance(5000);
    expect((await resultOf(link, 'B')).outcome).toBe('APPROVED');
  });
});

describe('the next payment of the same amount is paid', () => {
  it('after a proper end, also if it is answered at once', async () => {
    const link = terminalThat([paid(3000)], [paid(200)]);
    await resultOf(link, 'A');
    expect((await resultOf(link, 'B')).outcome).toBe('APPROVED');
  });
  it('after a missing end, if the answer differs', async () => {
    const link = terminalThat(
      [withoutEnd(answerFrame({ amountMinor: 500 }))],
      [{ answer: yes, after: 200, end: 20 }],
    );
    await link.pay('A', { amountMinor: 500 });
    await link.clock.advance(5000);
    expect((await resultOf(link, 'B')).outcome).toBe('APPROVED');
  });
  it('at a terminal that never sends the end: only the second sale of all may be in doubt', async () => {
    const link = terminalThat(
      [withoutEnd(yes)],
      [withoutEnd(yes)],
      ...Array.from({ length: 3 }, () => [withoutEnd(answerFrame({ amountMinor: 500 }))]),
    );
    const outcomes = [await resultOf(link, 'A'), await resultOf(link, 'B')].map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['APPROVED', 'UNKNOWN']);
    for (const order of 'CDE') {
      expect((await link.pay(order, { amountMinor: 500 })).outcome).toBe('APPROVED');
      await link.clock.advance(5000);
    }
  });
  it('at a terminal that never sends the end, if the amounts differ at first', async () => {
    const shop = await Shop.open('no-last-eot');
    const outcomes = [];
    for (const [index, amountMinor] of [100, 200, 300, 1000, 1000, 1000].entries()) {
      outcomes.push((await shop.pay({ orderId: `Order_${index}`, amountMinor })).outcome);
      await shop.clock.advance(5000);
    }
    expect(outcomes).toEqual(Array(6).fill('APPROVED'));
  });
});

it('two duplicates have the same answer, and each gets it at once', async () => {
  const text = 'CZ0040300AE00210CA00201CB0041023CD0013CE003978';
  const answer = encodeFrame(text)!;
  const link = new ScriptedLink({ terminal: { language: 'caisse-ap-v3' } });
  link.reply = (sent) => {
    if (sent[0] === ENQ) link.say([ACK]);
    if (sent.length === 1) return;
    link.say([ACK]);
    deliver(link, { answer, after: 100 });
  };
  for (const order of ['A', 'B']) {
    expect((await link.pay(order, { transactionType: 'Duplicate' })).outcome).toBe('APPROVED');
    await link.clock.advance(5000);
  }
});

describe('the first answer since the page was loaded equals that of a payment', () => {
  const { terminal } = aRecord();
  const afterReload = async (minutesAgo: number, { status = '0', after = 1400 } = {}) => {
    const link = terminalThat([paid(after)]);
    const at = link.clock.now() - minutesAgo * 60_000;
    await link.storage.journal.write(
      aRecord({
        paymentId: 'old',
        orderId: 'Old',
        request: aRequest({ orderId: 'Old' }),
        terminal: { ...terminal, link: 'web-serial', simulated: false },
        state: 'answered',
        outcome: 'APPROVED',
        createdAt: at,
        answer: {
          status,
          registerNumber: '01',
          amountMinor: 1023,
          currencyNumeric: '978',
          paymentMode: '1',
          receivedAt: at,
          late: false,
        },
        history: [{ state: 'sending', at }],
      }),
    );
    return resultOf(link, 'B');
  };
  it('some minutes before, too soon for a customer: the page was perhaps lost before our ACK, so it is in doubt', async () => {
    expect(await afterReload(1)).toEqual({ outcome: 'UNKNOWN', detail: perhapsRepeated });
  });
  it('some minutes before, seconds after the request: it is paid', async () => {
    expect((await afterReload(1, { after: 1500 })).outcome).toBe('APPROVED');
  });
  it('long before: it is paid', async () => {
    expect((await afterReload(30)).outcome).toBe('APPROVED');
  });
  it('with another result: it is paid', async () => {
    expect((await afterReload(1, { status: '7' })).outcome).toBe('APPROVED');
  });
});
