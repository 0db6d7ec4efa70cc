import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { livePayment } from '../helpers/sample-rows.ts';

/**
 * Sends keys like a scanner. Each key types into the focused element unless a handler prevents it. The times of the
 * events are `gapMs` apart and end at the current time, whatever the speed of this machine.
 */
async function scan(code: string, gapMs = 5): Promise<void> {
  const keys = [...code, 'Enter'];
  const first = performance.now() - keys.length * gapMs;
  for (const [index, key] of keys.entries()) {
    const focused = focusedElement();
    const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: first + index * gapMs });
    if (focused.dispatchEvent(event)) typeInto(focused, key);
    await new Promise((done) => setTimeout(done));
  }
  await settled();
}

function focusedElement(): HTMLElement {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at as HTMLElement;
}

function typeInto(into: HTMLElement, key: string): void {
  if (into instanceof HTMLInputElement && key.length === 1) {
    into.value += key;
    into.dispatchEvent(new Event('input', { bubbles: true }));
  } else if (into instanceof HTMLInputElement && key === 'Enter') into.form?.requestSubmit();
  else if (into instanceof HTMLButtonElement && key === 'Enter') into.click();
}

const amount = () => find<HTMLInputElement>('#amount').value;

test('a barcode scanned into the amount pays nothing, keeps the amount, and gives a note', async () => {
  const { connector } = await mount();
  await type('#amount', '12');
  find('#amount').focus();
  await scan('4006381333931');
  expect(connector.called('takePayment')).toEqual([]);
  expect(amount()).toBe('12');
  expect(shownText()).toContain('A barcode is no amount');
});

test.each(['1234567', '12345678'])(
  'a barcode scanned beside %s leaves no digit in the amount',
  async (typed) => {
    const { connector } = await mount();
    await userEvent.click(find('#amount'));
    for (const digit of typed) {
      await new Promise((done) => setTimeout(done, 70));
      await userEvent.keyboard(digit);
    }
    const before = amount();
    await new Promise((done) => setTimeout(done, 200));
    await scan('4006381333931');
    expect(amount()).toBe(before);
    expect(connector.called('takePayment')).toEqual([]);
  },
);

test('the Enter of a scanner presses no button', async () => {
  const { connector } = await mount();
  await type('#amount', '12');
  find('.take').focus();
  await scan('4006381333931');
  expect(connector.called('takePayment')).toEqual([]);
});

test('a short code that ends with Enter pays nothing', async () => {
  const { connector } = await mount();
  find('#amount').focus();
  await scan('42');
  expect(connector.called('takePayment')).toEqual([]);
  expect(amount()).toBe('');
});

test('a barcode scanned into the order number is kept, and pays nothing', async () => {
  const { connector } = await mount();
  await type('#amount', '12');
  await click('#more');
  find('#order').focus();
  await scan('ORDER-2026-0042');
  expect(find<HTMLInputElement>('#order').value).toBe('ORDER-2026-0042');
  expect(connector.called('takePayment')).toEqual([]);
  expect(shownText()).toContain('scanned into the order number');
});

test('a person types an amount and pays with Enter, with real browser events; the note disappears', async () => {
  const { connector } = await mount();
  find('#amount').focus();
  await scan('4006381333931');
  for (const key of ['1', '0', ',', '5']) {
    await new Promise((done) => setTimeout(done, 70));
    await userEvent.keyboard(key);
  }
  expect(amount()).toBe('10.5');
  expect(has('.scanned:not([hidden])')).toBe(false);
  await new Promise((done) => setTimeout(done, 70));
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1050 }]);
});

test('the keypad enters digits, and its back key deletes one; the field opens no keyboard on a touch screen', async () => {
  const { connector } = await mount();
  expect(find<HTMLInputElement>('#amount').inputMode).toBe('none');
  for (const name of ['1', '2', '3', '00', '4']) {
    const keys = [...find('ecr-amount-pad').shadowRoot!.querySelectorAll('button')];
    keys.find((key) => key.textContent?.trim() === name)!.click();
    await settled();
  }
  await click('[aria-label="Delete the last digit"]');
  expect(amount()).toBe('123.00');
  for (const key of find('ecr-amount-pad').shadowRoot!.querySelectorAll('button'))
    expect(key.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
  await click('.take');
  expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 12_300 }]);
});

test('a barcode scanned on a result dismisses nothing and enters nothing', async () => {
  const { connector } = await mount();
  const payment = livePayment({ paymentId: 'p-9', phase: 'finished', outcome: 'APPROVED' });
  connector.show({ payment: { ...payment, phase: 'customer' } });
  connector.show({ payment });
  await settled();
  await scan('4006381333931');
  expect(has('ecr-payment-result')).toBe(true);
  find('#dismiss').click();
  await settled();
  expect(amount()).toBe('');
});

test('a field keeps a quickly typed text, and a scanner decides nothing about a payment in doubt', async () => {
  const payment = livePayment({ paymentId: 'p-5' });
  const { connector } = await mount();
  connector.show({ payment });
  connector.show({
    payment: { ...payment, phase: 'finished', outcome: 'UNKNOWN', failure: 'outcome-unknown' },
  });
  await settled();
  for (const selector of ['#resolve', '#paid', 'summary']) await click(selector);
  await type('#by', 'Ana');
  find<HTMLInputElement>('#why').value = '';
  find('#why').focus();
  await scan('seen the ticket');
  expect(find<HTMLInputElement>('#why').value).toBe('seen the ticket');
  expect(connector.called('resolvePayment')).toEqual([]);
  await click('#record');
  expect(connector.called('resolvePayment')).toMatchObject([{ by: 'Ana', why: 'seen the ticket' }]);
});
