import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Outcome, PaymentResult } from '../../../src/sdk/index.ts';
import { FakeTill, failure, phase, result } from './fake-till.ts';
import { buttons, mountPay, part, press, settled, shown } from './mount-pay.ts';

const payLabel = 'Pay €10.23 by card';

async function endPayment(change: Partial<PaymentResult>) {
  const mounted = mountPay();
  await press(mounted.pay, payLabel);
  mounted.till.last.resolve(result(change));
  await settled();
  return mounted;
}

describe('the button', () => {
  it('shows the amount and pays it', async () => {
    const { pay, till, events } = mountPay();
    expect(buttons(pay)).toEqual([payLabel]);
    await press(pay, payLabel);
    expect(till.last.request).toEqual({ amountMinor: 1023, orderId: 'Order_1' });
    till.last.resolve(result());
    await settled();
    expect(shown(pay)).toContain('Paid €10.23');
    expect(events).toEqual([['hipay-result', result()]]);
  });
  it('pays once for any number of clicks and calls', async () => {
    const { pay, till } = mountPay();
    const button = part<HTMLButtonElement>(pay, 'button');
    button.click();
    button.click();
    const again = pay.start();
    await settled();
    expect(till.calls).toHaveLength(1);
    till.last.resolve(result());
    expect(await again).toEqual(result());
    expect(await pay.start()).toEqual(result());
    expect(till.calls).toHaveLength(1);
  });
  it('does nothing without a connector or an amount', () => {
    const { pay } = mountPay(null);
    expect(part<HTMLButtonElement>(pay, 'button').disabled).toBe(true);
    pay.setAttribute('amount', '10,23');
    expect(part<HTMLButtonElement>(pay, 'button').disabled).toBe(false);
    pay.connector = undefined;
    expect(part<HTMLButtonElement>(pay, 'button').disabled).toBe(true);
  });
  it('has the text of a refund for a refund', () => {
    const { pay } = mountPay({ amount: '5', currency: 'KWD', transactionType: 'Credit' });
    expect(buttons(pay)).toEqual(['Refund KWD\u00a05.000 to the card']);
  });
});

describe('plain HTML', () => {
  it('sets amount, currency, order number and language by attributes', async () => {
    const { pay, till } = mountPay(null);
    pay.language = undefined;
    for (const [name, value] of Object.entries({
      amount: '1500',
      currency: 'JPY',
      'order-id': 'A_7',
      language: 'fr',
    }))
      pay.setAttribute(name, value);
    expect(buttons(pay)[0]?.replace(/\s/g, ' ')).toBe('Encaisser 1 500 JPY par carte');
    pay.shadowRoot!.querySelector('button')!.click();
    await settled();
    expect(till.last.request).toEqual({ amount: '1500', currency: 'JPY', orderId: 'A_7' });
  });
  it('takes over properties that were set before the class was defined', () => {
    const { till } = mountPay();
    const early = document.createElement('hipay-pay');
    for (const [name, value] of Object.entries({ connector: till, request: { amountMinor: 99 } }))
      Object.defineProperty(early, name, { value, writable: true, configurable: true, enumerable: true });
    document.body.append(early);
    expect(buttons(early)).toEqual(['Pay €0.99 by card']);
    expect(early.connector).toBe(till);
  });
});

describe('while a payment runs', () => {
  it('shows each phase and the time since the start, and sends an event for each phase', async () => {
    const { pay, till, events } = mountPay();
    await press(pay, payLabel);
    expect(shown(pay)).toContain('Reaching the payment program');
    till.last.sendPhase(phase('customer', 'The customer’s turn', 75_000));
    expect(shown(pay)).toMatch(/€10\.23 1:1\d The customer’s turn Now: The customer’s turn\. Cancel/);
    expect(part(pay, '[role=status]').textContent).toContain('The customer’s turn');
    expect(events.map(([name]) => name)).toEqual(['hipay-phase']);
  });
  it('Cancel shows the hint for the red key and disappears; the payment goes on', async () => {
    const { pay, till } = mountPay();
    await press(pay, payLabel);
    till.last.sendPhase(phase('customer', 'The customer’s turn'));
    await press(pay, 'Cancel');
    expect(till.cancels).toBe(1);
    expect(shown(pay)).toContain('Press the red key on the terminal.');
    expect(buttons(pay)).toEqual([]);
    till.last.resolve(result({ outcome: 'CANCELLED' }));
    await settled();
    expect(shown(pay)).toContain('Cancelled');
  });
  it('shows the same payment after it was removed from the page and put back', async () => {
    const { pay, till } = mountPay();
    await press(pay, payLabel);
    pay.remove();
    document.body.append(pay);
    till.last.sendPhase(phase('customer', 'The customer’s turn'));
    expect(shown(pay)).toContain('The customer’s turn');
    till.last.resolve(result());
    await settled();
    expect(shown(pay)).toContain('Paid');
  });
});

describe('after a payment has ended', () => {
  const cases: readonly [Outcome, string, readonly string[]][] = [
    ['APPROVED', 'Paid €10.23 The customer was charged €10.23.', []],
    ['DECLINED', 'Not paid €10.23 The customer was not charged.', ['Try again']],
    ['CANCELLED', 'Cancelled €10.23 The customer was not charged.', ['Try again']],
    ['NOT_SENT', 'Not started €10.23 The customer was not charged.', ['Try again']],
    ['UNKNOWN', 'Outcome unknown €10.23 Do not charge the customer again.', ['Ask again']],
    ['OTHER_PAYMENT', 'Another payment €10.23 Do not charge the customer again.', ['Ask again']],
  ];
  it.each(cases)('%s has its text and buttons', async (outcome, text, offered) => {
    const { pay } = await endPayment({ outcome });
    expect(shown(pay)).toContain(text);
    expect(buttons(pay)).toEqual(offered);
    expect(pay.shadowRoot!.activeElement?.localName).toBe('h2');
  });
  it('a partial approval shows the amount due', async () => {
    const { pay } = await endPayment({
      outcome: 'PARTIALLY_APPROVED',
      amountMinor: 511,
      amount: '5.11',
      askedMinor: 1023,
    });
    expect(shown(pay)).toContain('The bank granted €5.11 of €10.23. Still to pay: €5.12');
    expect(buttons(pay)).toEqual([]);
  });
  it('a paid sale with a pending notification is shown as paid', async () => {
    const { pay } = await endPayment({ notificationHipaySent: false, notificationsPending: 1 });
    expect(shown(pay)).toMatch(/Paid .* The payment program keeps trying/);
    const why = failure('hipay-unreachable', 'HiPay could not be reached.', {
      mayBeCharged: 'yes',
      retry: false,
    });
    const other = await endPayment({ notificationHipaySent: false, failure: why });
    expect(shown(other.pay)).toContain('HiPay could not be reached.');
    expect(buttons(other.pay)).toEqual([]);
  });
  it('a refusal with a reason is declined; without one it is not paid, and a refund not refunded', async () => {
    const declined = (detail?: string) => failure('declined', 'Refused.', detail ? { detail } : {});
    const words = async (change: Parameters<typeof endPayment>[0]) =>
      (await endPayment({ outcome: 'DECLINED', ...change })).pay.shadowRoot!.querySelector('#word')!
        .textContent;
    expect(await words({ failure: declined('refused (AF=04)') })).toBe('Declined');
    expect(await words({ failure: declined('unknown (AF=00)') })).toBe('Not paid');
    expect(await words({ failure: declined() })).toBe('Not paid');
    expect(await words({ failure: declined(), transactionType: 'Credit' })).toBe('Not refunded');
  });
  it('a declined payment can be tried again, with the same order number', async () => {
    const { pay, till } = await endPayment({ outcome: 'DECLINED' });
    await press(pay, 'Try again');
    expect(till.calls.map((call) => call.request?.orderId)).toEqual(['Order_1', 'Order_1']);
  });
  it('offers no second try after a failure that a second try cannot fix', async () => {
    const { pay } = await endPayment({
      outcome: 'NOT_SENT',
      failure: failure('order-id-reused', 'Used before.', { retry: false }),
    });
    expect(buttons(pay)).toEqual([]);
  });
  it('shows an outcome that the element does not know as unknown', async () => {
    const { pay } = await endPayment({ outcome: 'HALFWAY' as Outcome });
    expect(shown(pay)).toContain('Outcome unknown');
    expect(buttons(pay)).toEqual(['Ask again']);
  });
  it('shows texts without interpreting HTML', async () => {
    const { pay } = await endPayment({ orderId: '<img src=x onerror=alert(1)>' });
    expect(shown(pay)).toContain('<img src=x');
    expect(pay.shadowRoot!.querySelector('img')).toBeNull();
  });
  it('leaves the focus where a cashier types', async () => {
    const { pay, till } = mountPay();
    await press(pay, payLabel);
    document.querySelector('input')!.focus();
    till.last.resolve(result());
    await settled();
    expect(document.activeElement?.localName).toBe('input');
    expect(part(pay, '[role=status]').textContent).toBe('Paid. €10.23');
  });
});

describe('the outcome is unknown', () => {
  it('“Ask again” asks for the order and never pays', async () => {
    const { pay, till } = await endPayment({ outcome: 'UNKNOWN' });
    await press(pay, 'Ask again');
    expect(till.last).toMatchObject({ name: 'get', orderId: 'Order_1' });
    till.last.resolve(result({ outcome: 'UNKNOWN' }));
    await settled();
    expect(buttons(pay)).toEqual(['Ask again']);
    const started = pay.start();
    await settled();
    till.last.resolve(result());
    expect(await started).toMatchObject({ outcome: 'APPROVED' });
    expect(shown(pay)).toContain('Paid');
    expect(till.calls.map((call) => call.name)).toEqual(['pay', 'get', 'get']);
  });
  it('keeps offering “Ask again” when the connector is lost during the payment', async () => {
    const { pay, till, events } = mountPay();
    await press(pay, payLabel);
    till.last.reject(failure('outcome-unknown', 'It is lost.', { mayBeCharged: 'unknown', retry: false }));
    await settled();
    expect(shown(pay)).toContain('Do not charge the customer again. It is lost.');
    expect(buttons(pay)).toEqual(['Ask again']);
    expect(events).toMatchObject([['hipay-failure', { name: 'outcome-unknown' }]]);
    await press(pay, 'Ask again');
    till.last.reject(failure('page-not-open', 'Not reached. The customer was not charged.'));
    await settled();
    expect(shown(pay)).toMatch(
      /The payment program could not be asked\. .* It is not known whether the customer was charged/,
    );
    expect(buttons(pay)).toEqual(['Ask again']);
    await press(pay, 'Ask again');
    till.last.resolve(null);
    await settled();
    expect(shown(pay)).toContain('This payment program knows no payment with this number.');
    expect(buttons(pay)).toEqual(['Ask again']);
  });
  it('shows an exception during the payment as an unknown outcome', async () => {
    const { pay, till } = mountPay();
    await press(pay, payLabel);
    till.last.reject(new TypeError('a bug'));
    await settled();
    expect(shown(pay)).toContain('It is not known whether the customer was charged: do not charge again');
    expect(buttons(pay)).toEqual(['Ask again']);
  });
  it('offers to pay again only when the request changes', async () => {
    const { pay, till } = await endPayment({ outcome: 'UNKNOWN' });
    pay.request = { amountMinor: 1023, orderId: 'Order_1' };
    expect(buttons(pay)).toEqual(['Ask again']);
    pay.request = { amountMinor: 500, orderId: 'Order_2' };
    await press(pay, 'Pay €5.00 by card');
    expect(till.last).toMatchObject({ name: 'pay', request: { orderId: 'Order_2' } });
  });
});

describe('a failure before anything was sent', () => {
  it.each([
    ['page-not-open', true, ['Try again']],
    ['till-not-allowed', false, ['Try again']],
    ['request-invalid', false, []],
  ] as const)('%s says "not paid", and offers a retry only if it helps', async (name, retry, offered) => {
    const { pay, till } = mountPay();
    await press(pay, payLabel);
    till.last.reject(failure(name, 'What it was. The customer was not charged. What to do.', { retry }));
    await settled();
    expect(shown(pay)).toContain('Not started What it was.');
    expect(buttons(pay)).toEqual(offered);
  });
});

describe('a request without an order number', () => {
  it('gets one, which stays the same for further tries and is new for the next sale', async () => {
    const { pay, till } = mountPay({ amountMinor: 1023 });
    const numbers = () => till.calls.map((call) => call.request!.orderId!);
    await press(pay, payLabel);
    till.last.resolve(result({ outcome: 'DECLINED', orderId: numbers()[0]! }));
    await settled();
    await press(pay, 'Try again');
    till.last.resolve(result({ orderId: numbers()[0]! }));
    await settled();
    pay.reset();
    await press(pay, payLabel);
    const [first, second, third] = numbers();
    expect(first).toMatch(/^T[0-9a-f]{24}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});

describe('a connector that is opened on click', () => {
  it('is opened once, and opened again after it was lost', async () => {
    const { pay } = mountPay();
    const tills = [new FakeTill(), new FakeTill()];
    const open = vi.fn<() => Promise<FakeTill>>();
    for (const till of tills) open.mockResolvedValueOnce(till);
    pay.connector = open;
    expect(open).not.toHaveBeenCalled();
    await press(pay, payLabel);
    tills[0]!.closed?.(failure('page-not-open', 'Gone.'));
    tills[0]!.last.reject(failure('outcome-unknown', 'Lost.', { mayBeCharged: 'unknown', retry: false }));
    await settled();
    await press(pay, 'Ask again');
    expect(open).toHaveBeenCalledTimes(2);
    expect(tills[1]!.last).toMatchObject({ name: 'get', orderId: 'Order_1' });
  });
  it('says that nothing was done when it cannot be opened', async () => {
    const { pay } = mountPay();
    pay.connector = () => Promise.reject(new Error('offline'));
    await press(pay, payLabel);
    expect(shown(pay)).toContain(
      'The payment program could not be opened. Check that it runs, then try again. This request did nothing.',
    );
    expect(buttons(pay)).toEqual(['Try again']);
  });
});

describe('after a reload', () => {
  it('resume() shows the running payment and then its result, without a pay button', async () => {
    const { pay, till } = mountPay();
    const resumed = pay.resume();
    await settled();
    expect(buttons(pay)).toEqual([]);
    expect(till.last).toMatchObject({ name: 'get', orderId: 'Order_1' });
    till.last.sendPhase(phase('customer', 'The customer’s turn'));
    expect(buttons(pay)).toEqual(['Cancel']);
    till.last.resolve(result());
    expect(await resumed).toEqual(result());
    expect(shown(pay)).toContain('Paid');
  });
  it('shows the pay button when nothing was paid', async () => {
    const { pay, till } = mountPay();
    const resumed = pay.resume();
    await settled();
    till.last.resolve(null);
    expect(await resumed).toBeNull();
    expect(buttons(pay)).toEqual([payLabel]);
  });
  it('shows this till’s last payment when the element has no request', async () => {
    const { pay, till } = mountPay(null);
    const resumed = pay.resume();
    await settled();
    expect(till.last.name).toBe('resumeLast');
    till.last.resolve(result({ orderId: 'Old_9' }));
    await resumed;
    expect(shown(pay)).toContain('Old_9');
  });
  it('offers “Ask again” and no payment when the result cannot be read', async () => {
    const { pay, till } = mountPay();
    pay.resume().catch(() => {});
    await settled();
    till.last.reject(failure('page-not-open', 'Not reached.'));
    await settled();
    expect(buttons(pay)).toEqual(['Ask again']);
  });
});

it('every action works by keyboard', async () => {
  const { pay, till } = mountPay();
  document.querySelector('input')!.focus();
  await userEvent.tab();
  expect(pay.shadowRoot!.activeElement?.textContent).toBe(payLabel);
  await userEvent.keyboard('{Enter}');
  till.last.sendPhase(phase('customer', 'The customer’s turn'));
  await userEvent.tab();
  expect(pay.shadowRoot!.activeElement?.textContent).toBe('Cancel');
  await userEvent.keyboard(' ');
  await settled();
  expect(till.cancels).toBe(1);
  till.last.resolve(result({ outcome: 'DECLINED' }));
  await settled();
  expect(pay.shadowRoot!.activeElement?.textContent).toBe('Not paid');
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(till.calls).toHaveLength(2);
});
