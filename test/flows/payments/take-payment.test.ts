import { describe, expect, it } from 'vitest';
import { concertDialect } from '../../../src/core/terminal/concert-v2/concert-v2.ts';
import { takePayment } from '../../../src/flows/payments/take-payment.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { aRequest, someSettings } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { Shop } from '../shop.ts';

const bothContracts = {
  contracts: {
    proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' },
    nfc: { merchantId: '1234568', paymentApplication: '00B', rank: '001' },
  },
};

describe('a payment that goes well', () => {
  it('is approved, charged once, recorded in each state, and reported to HiPay once', async () => {
    const shop = await Shop.open();
    expect(await shop.pay()).toMatchObject({
      outcome: 'APPROVED',
      amountMinor: 1023,
      notification: { sent: true, count: 1, pending: 0 },
      replayed: false,
      simulated: true,
    });
    expect(shop.movedAmounts).toEqual([1023]);
    expect(shop.records.map(({ history }) => history.map(({ state }) => state))).toEqual([
      ['intended', 'sending', 'waiting', 'answered'],
    ]);
    expect(shop.gateway.orders().map(({ orderid, amount, mid }) => [orderid, amount, mid])).toEqual([
      ['Order_1', '10.23', '1234567'],
    ]);
  });
  it('notifies HiPay of both contracts when the shop has two', async () => {
    const shop = await Shop.open('accept', bothContracts);
    expect((await shop.pay()).notification).toEqual({ sent: true, count: 2, pending: 0 });
    expect(
      shop.gateway
        .orders()
        .map(({ mid }) => mid)
        .sort(),
    ).toEqual(['1234567', '1234568']);
  });
  it('shows the cashier every phase in its order', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const phases = shop.snapshots.flatMap(({ payment }) => payment?.phase ?? []);
    expect([...new Set(phases)]).toEqual([
      'recording',
      'calling-terminal',
      'sending',
      'customer',
      'answer',
      'notifying',
      'finished',
    ]);
  });
  it('creates an order number when the till sends none', async () => {
    const shop = await Shop.open();
    const { orderId: _, ...request } = aRequest();
    const answer = await shop.clock.until(shop.connector.takePayment(request));
    expect(answer.orderId).toMatch(/^order-/);
    expect(shop.gateway.orders().map(({ orderid }) => orderid)).toEqual([answer.orderId]);
  });
  it('puts the shop’s prefix before an order number that it creates, not before a till’s own number', async () => {
    const shop = await Shop.open('accept', { orderPrefix: 'T1-' });
    const { orderId: _, ...request } = aRequest();
    expect((await shop.clock.until(shop.connector.takePayment(request))).orderId).toMatch(/^T1-order-/);
    expect((await shop.pay({ orderId: 'Order_7' })).orderId).toBe('Order_7');
    expect(shop.gateway.orders().map(({ orderid }) => orderid)).toEqual([
      expect.stringMatching(/^T1-order-/),
      'Order_7',
    ]);
  });
  it.each([
    ['below the threshold', false, { amountMinor: 1023 }],
    ['at the threshold', false, { amountMinor: 5000 }],
    ['above the threshold', true, { amountMinor: 5001 }],
    ['if the till requires it', true, { amountMinor: 100, forceAuthorization: true }],
  ])('%s: the authorization is forced: %s', async (_, isForced, change) => {
    const shop = await Shop.open('accept', { authorizationThresholdMinor: 5000 });
    await shop.pay(change);
    expect(shop.link.ledger.map((line) => line.forced)).toEqual([isForced]);
  });
  it('masks the card of a long answer before it is stored', async () => {
    const shop = await Shop.open('long-answer');
    expect((await shop.pay()).outcome).toBe('APPROVED');
    expect(shop.records[0]?.answer?.cardMasked).toBe('471169******8807');
    expect(JSON.stringify(shop.records)).not.toContain('4711690463168807');
  });
});

describe('every script of the terminal ends in its outcome, and never charges twice', () => {
  it.each([
    ['accept', 'APPROVED', undefined, 1],
    ['refuse', 'DECLINED', 'declined', 0],
    ['cancel', 'DECLINED', 'declined', 0],
    ['short-answer', 'APPROVED', undefined, 1],
    ['slow-customer', 'APPROVED', undefined, 1],
    ['too-slow-customer', 'UNKNOWN', 'outcome-unknown', 0],
    ['wrong-lrc-once', 'APPROVED', undefined, 1],
    ['wrong-lrc-twice', 'APPROVED', undefined, 1],
    ['nak-once', 'APPROVED', undefined, 1],
    ['nak-always', 'NOT_SENT', 'request-refused-by-terminal', 0],
    ['not-ready', 'NOT_SENT', 'terminal-not-ready', 0],
    ['wrong-parity', 'UNKNOWN', 'outcome-unknown', 0],
    ['other-amount', 'OTHER_PAYMENT', 'other-payment', 1],
    ['other-register', 'OTHER_PAYMENT', 'other-payment', 1],
    ['other-currency', 'OTHER_PAYMENT', 'other-payment', 1],
    ['unlisted-status', 'UNKNOWN', 'outcome-unknown', 1],
    ['taken-only', 'UNKNOWN', 'outcome-unknown', 1],
    ['answer-twice', 'APPROVED', undefined, 1],
    ['silent-at-1', 'NOT_SENT', 'terminal-silent', 0],
    ['silent-at-2', 'NOT_SENT', 'terminal-silent', 0],
    ['silent-at-3', 'UNKNOWN', 'outcome-unknown', 0],
    ['silent-at-4', 'UNKNOWN', 'outcome-unknown', 0],
    ['silent-at-5', 'UNKNOWN', 'outcome-unknown', 0],
    ['silent-at-6', 'UNKNOWN', 'outcome-unknown', 1],
    ['silent-at-7', 'UNKNOWN', 'outcome-unknown', 1],
    ['silent-at-8', 'UNKNOWN', 'outcome-unknown', 1],
    ['silent-at-9', 'APPROVED', undefined, 1],
    ['silent-at-10', 'APPROVED', undefined, 1],
    ['unplug-at-1', 'NOT_SENT', 'terminal-away', 0],
    ['unplug-at-2', 'NOT_SENT', 'terminal-away', 0],
    ['unplug-at-3', 'UNKNOWN', 'outcome-unknown', 0],
    ['unplug-at-4', 'UNKNOWN', 'outcome-unknown', 0],
    ['unplug-at-5', 'UNKNOWN', 'outcome-unknown', 0],
    ['unplug-at-6', 'UNKNOWN', 'outcome-unknown', 1],
    ['unplug-at-7', 'UNKNOWN', 'outcome-unknown', 1],
    ['unplug-at-8', 'APPROVED', undefined, 1],
    ['unplug-at-9', 'APPROVED', undefined, 1],
    ['unplug-at-10', 'APPROVED', undefined, 1],
  ])('%s: %s', async (script, outcome, failure, charges) => {
    const shop = await Shop.open(script);
    const answer = await shop.pay();
    expect([answer.outcome, answer.failure]).toEqual([outcome, failure]);
    expect(shop.movedAmounts).toHaveLength(charges);
    expect(shop.gateway.orders()).toHaveLength(outcome === 'APPROVED' ? 1 : 0);
    expect(shop.records.map((record) => record.outcome)).toEqual([outcome]);
  });
});

describe('an order is charged once', () => {
  it('answers a repeated order with the stored result', async () => {
    const shop = await Shop.open();
    await shop.pay();
    expect(await shop.pay()).toMatchObject({
      outcome: 'APPROVED',
      replayed: true,
      notification: { sent: true },
    });
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('is one payment with two equal answers, if two tills send it at the same time', async () => {
    const shop = await Shop.open();
    const [first, second] = await shop.clock.until(Promise.all([shop.payLater(), shop.payLater()]));
    expect(second).toEqual(first);
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('refuses the same number for another amount, paid or running', async () => {
    const shop = await Shop.open();
    const running = shop.payLater();
    expect((await shop.pay({ amountMinor: 999 })).failure).toBe('order-id-reused');
    await shop.clock.until(running);
    expect((await shop.pay({ amountMinor: 999 })).failure).toBe('order-id-reused');
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('refuses another order while one runs, and says which one and since when', async () => {
    const shop = await Shop.open();
    const running = shop.payLater();
    await shop.clock.advance(1200);
    expect(await shop.pay({ orderId: 'Order_2' })).toMatchObject({
      outcome: 'NOT_SENT',
      failure: 'payment-running',
      detail: 'order Order_1 is being paid, for 1 s now',
    });
    expect((await shop.clock.until(running)).outcome).toBe('APPROVED');
  });
  it('takes one of two orders of the same moment, and answers for a finished one without the terminal', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const answers = await shop.clock.until(
      Promise.all(
        [undefined, 'Order_2', 'Order_3'].map((orderId) => shop.payLater(orderId ? { orderId } : {})),
      ),
    );
    expect(answers).toMatchObject([
      { outcome: 'APPROVED', replayed: true },
      { outcome: 'APPROVED', replayed: false },
      {
        failure: 'payment-running',
        charge: 'not-charged',
        detail: 'order Order_2 is being paid, for 0 s now',
      },
    ]);
    expect(shop.movedAmounts).toEqual([1023, 1023]);
  });
  it('answers for a finished order even while another one runs', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const running = shop.payLater({ orderId: 'Order_2' });
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: true });
    await shop.clock.until(running);
  });
  it('answers UNKNOWN for an order whose records it cannot read', async () => {
    const shop = await Shop.open();
    await shop.pay();
    shop.storage.journal.ofOrder = () => Promise.reject(new Error('the disk does not answer'));
    await shop.start();
    expect(await shop.pay()).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('lets the next customer pay while HiPay has not yet answered the notification of the last payment', async () => {
    const shop = await Shop.open();
    shop.gateway.play('slow');
    const first = shop.payLater({ orderId: 'Order_1' });
    await shop.clock.advance(3000);
    expect(shop.movedAmounts).toEqual([1023]);
    const second = shop.payLater({ orderId: 'Order_2', amountMinor: 500 });
    const answers = await shop.clock.until(Promise.all([first, second]));
    expect(answers.map(({ outcome }) => outcome)).toEqual(['APPROVED', 'APPROVED']);
    expect(shop.movedAmounts).toEqual([1023, 500]);
    const shown = shop.snapshots.flatMap(({ payment }) => payment?.orderId ?? []);
    expect(shown.lastIndexOf('Order_1')).toBeLessThan(shown.lastIndexOf('Order_2'));
  });
  it('does not charge an unknown order again', async () => {
    const shop = await Shop.open('silent-at-6');
    await shop.pay();
    await shop.start('accept');
    expect(await shop.pay()).toMatchObject({ outcome: 'UNKNOWN', replayed: true });
    expect(shop.link.ledger).toEqual([]);
  });
  it('lets a declined order be tried again, as attempt 2', async () => {
    const shop = await Shop.open('refuse');
    await shop.pay();
    await shop.start('accept');
    expect((await shop.pay()).outcome).toBe('APPROVED');
    expect(shop.records.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});

describe('a payment that cannot be recorded does not begin', () => {
  it('refuses the payment when the first write fails', async () => {
    const shop = await Shop.open();
    shop.storage.mustFail = () => true;
    expect(await shop.pay()).toMatchObject({ outcome: 'NOT_SENT', failure: 'cannot-record' });
    expect(shop.link.ledger).toEqual([]);
  });
  it('sends nothing when the second write fails', async () => {
    const shop = await Shop.open();
    shop.storage.mustFail = ({ state }) => state === 'sending';
    expect(await shop.pay()).toMatchObject({ outcome: 'NOT_SENT', failure: 'cannot-record' });
    expect(shop.link.ledger).toEqual([]);
  });
  it('does not acknowledge an answer that it cannot write, and ends the payment as unknown', async () => {
    const shop = await Shop.open();
    shop.storage.mustFail = ({ state }) => state === 'answered';
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    expect(shop.link.ledger.map(({ verdict, answered }) => [verdict, answered])).toEqual([
      ['accepted', false],
    ]);
  });
  it('reports a paid sale as paid when its notifications cannot be read', async () => {
    const shop = await Shop.open();
    shop.storage.outbox.ofPayment = () => Promise.reject(new Error('the disk does not answer'));
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED' });
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('sends to the terminal only after the first write', async () => {
    const shop = await Shop.open();
    let resolve = () => {};
    const written = new Promise<void>((done) => {
      resolve = done;
    });
    const { write } = shop.storage.journal;
    shop.storage.journal.write = async (record) => {
      if (record.state === 'intended') await written;
      return write(record);
    };
    await shop.start();
    const paying = shop.payLater();
    await shop.clock.advance(500);
    expect(shop.snapshots.at(-1)?.payment?.phase).toBe('recording');
    resolve();
    expect(await shop.clock.until(paying)).toMatchObject({ outcome: 'APPROVED' });
  });
  it('stores the answer that the terminal repeats, once the disk works again', async () => {
    const shop = await Shop.open();
    let fails = 1;
    shop.storage.mustFail = ({ state }) => state === 'answered' && fails-- > 0;
    expect((await shop.pay()).outcome).toBe('APPROVED');
    expect(shop.gateway.orders()).toHaveLength(1);
  });
});

describe('requests that are refused before anything is written', () => {
  it.each([
    ['a currency the shop does not take', {}, { currency: 'USD' }, 'request-invalid'],
    ['a shop without a contract', { contracts: {} }, {}, 'contract-missing'],
  ] as const)('%s: refused, and nothing is written', async (_, settings, change, failure) => {
    const shop = await Shop.open('accept', settings);
    expect(await shop.pay(change)).toMatchObject({ outcome: 'NOT_SENT', failure });
    expect(shop.records).toEqual([]);
  });
});

describe('a disk that is full', () => {
  /** Fills the disk when a record reaches this state: this write and all later ones fail. */
  const fillDiskAt = (shop: Shop, firstFailing: string) => {
    let isFull = false;
    shop.storage.mustFail = ({ state }) => {
      isFull ||= state === firstFailing;
      return isFull;
    };
  };
  const freeDisk = async (shop: Shop) => {
    shop.storage.mustFail = () => false;
    await shop.clock.advance(6000);
  };
  it('when the frame is permitted: not sent, not charged; the order can be paid once the disk is freed', async () => {
    const shop = await Shop.open();
    fillDiskAt(shop, 'sending');
    expect(await shop.pay()).toMatchObject({ outcome: 'NOT_SENT', failure: 'cannot-record' });
    await shop.clock.advance(1000);
    expect(shop.snapshots.at(-1)?.storageFailure).toBe('no room on the disk');
    expect(shop.link.ledger).toEqual([]);
    await freeDisk(shop);
    expect(shop.snapshots.at(-1)?.storageFailure).toBeUndefined();
    expect(shop.records.map(({ state, failure }) => [state, failure])).toEqual([['closed', 'cannot-record']]);
    expect((await shop.pay()).outcome).toBe('APPROVED');
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('when the answer comes: the till gets UNKNOWN; it is written once the disk is freed, and not charged again', async () => {
    const shop = await Shop.open();
    fillDiskAt(shop, 'answered');
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    await shop.clock.advance(1000);
    expect(shop.snapshots.at(-1)?.storageFailure).toBe('no room on the disk');
    await freeDisk(shop);
    expect(shop.snapshots.at(-1)?.storageFailure).toBeUndefined();
    expect(shop.records[0]?.state).toBe('unknown');
    expect(await shop.pay()).toMatchObject({ outcome: 'UNKNOWN', replayed: true });
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('when the terminal refuses the frame: unknown, because the storage still says that the frame was sent', async () => {
    const shop = await Shop.open('nak-always');
    fillDiskAt(shop, 'closed');
    expect(await shop.pay()).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    await freeDisk(shop);
    expect(shop.records[0]?.state).toBe('unknown');
  });
  it('when the terminal is not ready: the reason given to the cashier is written once the disk is freed', async () => {
    const shop = await Shop.open('not-ready');
    fillDiskAt(shop, 'closed');
    const { outcome, failure } = await shop.pay();
    expect(outcome).toBe('NOT_SENT');
    await freeDisk(shop);
    expect(shop.records.map((record) => [record.state, record.failure])).toEqual([['closed', failure]]);
  });
  it('while HiPay is notified: the sale stays paid, and the notification is delivered once the disk is freed', async () => {
    const shop = await Shop.open();
    const { update } = shop.storage.outbox;
    shop.storage.outbox.update = async () => {
      throw new DOMException('no room on the disk', 'QuotaExceededError');
    };
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', notification: { sent: false } });
    expect(shop.gateway.orders()).toEqual([]);
    shop.storage.outbox.update = update;
    await shop.clock.advance(61_000);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('when the journal cannot be read: a payment by hand with a new number is not sent', async () => {
    const shop = await Shop.open();
    shop.storage.journal.ofOrder = () => Promise.reject(new Error('connection is closing'));
    await shop.start();
    const { orderId: _, ...byHand } = aRequest();
    const answer = await shop.clock.until(shop.connector.takePayment(byHand));
    expect(answer).toMatchObject({ outcome: 'NOT_SENT', failure: 'cannot-record' });
  });
});

it('acknowledges an unreadable answer the third time, after the journal says unknown', async () => {
  const { journal, payments } = new MemoryStorage();
  const answers: { action: string; states: string[] }[] = [];
  const nothing = () => {};
  const record = await takePayment(
    { ...aRequest(), orderId: 'Order_1' },
    { attempt: 1 },
    {
      journal,
      journalId: 'journal-1',
      clock: new VirtualClock(),
      ids: countingIds(),
      digest: { sha1: async () => '' },
      dialect: concertDialect('E+'),
      settings: someSettings(),
      link: { kind: 'simulated', simulated: true },
      terminal: {
        status: () => ({ state: 'ready', description: '', seenAt: 0, simulated: true }),
        exchange: async (_, payment) => {
          await payment.allowFrame();
          payment.accepted();
          for (const body of ['#', '#', '#']) {
            const action = await payment.answer(body, 'awaited');
            answers.push({ action, states: [...payments.values()].map(({ state }) => state) });
          }
          return 'answered';
        },
      },
      showPhase: nothing,
      onLateAnswer: nothing,
      settleOther: async () => 'acknowledge' as const,
      keepUnwritten: nothing,
    },
  );
  expect(record.outcome).toBe('UNKNOWN');
  expect(answers).toEqual([
    { action: 'repeat', states: ['waiting'] },
    { action: 'repeat', states: ['waiting'] },
    { action: 'acknowledge', states: ['unknown'] },
  ]);
});
