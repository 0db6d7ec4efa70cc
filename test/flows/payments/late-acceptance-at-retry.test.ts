import { describe, expect, it } from 'vitest';
import { ACK, ENQ, EOT } from '../../../src/core/terminal/concert-v2/frames.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';
import { answerFrame, ScriptedLink } from '../terminal/scripted-link.ts';

const yes = answerFrame();
const no = answerFrame({ status: '7' });

/** Refuses the first request. To the ENQ of the next one it first sends an acceptance of the first request. */
function acceptsAtTheNextEnquiry(acceptance: Uint8Array): ScriptedLink {
  const link = new ScriptedLink();
  let isDelivered = false;
  link.reply = (sent) => {
    if (sent[0] === ENQ) {
      if (isDelivered || link.frames.length === 0) link.say([ACK]);
      else deliver(link, acceptance);
      isDelivered ||= link.frames.length > 0;
    }
    if (sent.length === 1) return;
    link.say([ACK]);
    deliver(link, link.frames.length === 1 ? no : yes, 1000);
  };
  return link;
}

function deliver(link: ScriptedLink, answer: Uint8Array, afterMs = 1): void {
  link.say([ENQ], afterMs);
  link.say(answer, afterMs + 50);
  link.say([EOT], afterMs + 100);
}

describe('a till repeats a refused order while the terminal delivers its acceptance', () => {
  it('nothing is sent again: the first payment is in doubt', async () => {
    const link = acceptsAtTheNextEnquiry(yes);
    expect((await link.pay('A')).outcome).toBe('DECLINED');
    await link.clock.advance(5000);
    expect(await link.pay('A')).toMatchObject({
      outcome: 'NOT_SENT',
      detail: 'nothing was sent: another payment of this order is paid or in doubt',
    });
    expect(link.frames).toHaveLength(1);
  });
  it('another order of the same amount is sent', async () => {
    const link = acceptsAtTheNextEnquiry(yes);
    await link.pay('A');
    await link.clock.advance(5000);
    await link.pay('B');
    expect(link.frames).toHaveLength(2);
  });
  it('an acceptance that settles nothing does not stop the order', async () => {
    const link = acceptsAtTheNextEnquiry(answerFrame({ amountMinor: 500 }));
    await link.pay('A');
    await link.clock.advance(5000);
    expect((await link.pay('A')).outcome).toBe('APPROVED');
    expect(link.frames).toHaveLength(2);
  });
});

describe('while a payment asks for the line, the journal gets', () => {
  const payWhile = async (change: Parameters<typeof aRecord>[0]) => {
    const shop = await Shop.open();
    const request = aRequest({ orderId: 'A' });
    const first = aRecord({ paymentId: 'first', orderId: 'A', request, ...change });
    const { journal } = shop.storage;
    const write = journal.write.bind(journal);
    journal.write = async (record) => {
      await write(record);
      if (record.state === 'intended') await write(first);
    };
    const answer = await shop.pay({ orderId: 'A' });
    return { answer, moved: shop.movedAmounts };
  };

  it('an acceptance of the order: the till gets this payment', async () => {
    const { answer, moved } = await payWhile({ state: 'answered', outcome: 'APPROVED' });
    expect(answer).toMatchObject({
      paymentId: 'first',
      outcome: 'APPROVED',
      charge: 'charged',
      replayed: true,
    });
    expect(moved).toEqual([]);
  });
  it('a doubt about the order: the till gets this doubt', async () => {
    const { answer, moved } = await payWhile({ state: 'unknown', outcome: 'UNKNOWN' });
    expect(answer).toMatchObject({ paymentId: 'first', outcome: 'UNKNOWN', charge: 'unknown' });
    expect(moved).toEqual([]);
  });
  it('another running payment of the order: nothing is sent', async () => {
    const { answer, moved } = await payWhile({ state: 'waiting' });
    expect(answer).toMatchObject({ paymentId: 'first', charge: 'unknown' });
    expect(moved).toEqual([]);
  });
  it('a refusal of the order: the payment goes on', async () => {
    const { answer, moved } = await payWhile({ state: 'closed', outcome: 'DECLINED' });
    expect(answer).toMatchObject({ outcome: 'APPROVED', charge: 'charged' });
    expect(moved).toEqual([1023]);
  });
});
