import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { click, find, has, mount, settled, shownText } from '../helpers/mount.ts';
import { livePayment, tickets, unusualRows } from '../helpers/sample-rows.ts';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

async function open(receipts: FakeConnector['receipts'] = tickets) {
  const connector = new FakeConnector(calmSnapshot({ payment: livePayment() }));
  connector.receipts = receipts;
  await mount({ connector });
  connector.show({ payment: livePayment({ phase: 'finished', outcome: 'APPROVED', hasReceipt: true }) });
  await settled();
  await click('#receipt');
  return connector;
}
const dialog = () => find('ecr-receipt-dialog').shadowRoot!;

test('shows the terminal’s tickets unchanged, each with its recipient', async () => {
  const connector = await open();
  expect(connector.called('readReceipts')).toEqual([{ paymentId: 'p-1' }]);
  const shown = [...dialog().querySelectorAll('pre')].map((each) => each.textContent);
  expect(shown).toEqual(tickets.map(({ content }) => content));
  expect(shownText(dialog())).toMatch(/For the customer.*For the shop/);
});

test('shows HTML in a ticket as text, and runs no script of it', async () => {
  const content = '<img src=x onerror="window.ran = true"><b>PAID</b>';
  await open([{ for: 'customer', form: 'html', content }]);
  expect(dialog().querySelector('pre')!.textContent).toBe(content);
  expect(dialog().querySelector('img, b')).toBeNull();
  const print = vi.spyOn(window, 'print').mockImplementation(() => {});
  dialog().querySelector<HTMLElement>('.print')!.click();
  expect(document.querySelector('.receipt-paper img')).toBeNull();
  window.dispatchEvent(new Event('afterprint'));
  expect(print).toHaveBeenCalledOnce();
  expect('ran' in window).toBe(false);
});

test('prints only the chosen ticket, 80 mm wide', async () => {
  await open();
  const sheets = document.adoptedStyleSheets.length;
  let paper = '';
  let rules = '';
  vi.spyOn(window, 'print').mockImplementation(() => {
    paper = [...document.querySelectorAll('.receipt-paper')].map((each) => each.textContent).join('|');
    rules = [...(document.adoptedStyleSheets.at(-1)?.cssRules ?? [])].map(({ cssText }) => cssText).join();
  });
  dialog().querySelector<HTMLElement>('.print')!.click();
  expect(paper).toBe(tickets[0].content);
  expect(rules).toMatch(/size: 80mm 5\dmm/);
  window.dispatchEvent(new Event('afterprint'));
  expect(document.querySelector('.receipt-paper')).toBeNull();
  expect(document.adoptedStyleSheets).toHaveLength(sheets);
});

test.each([true, false])(
  'copies the receipt as text, or says what to do if the browser does not allow it (allowed: %s)',
  async (allowed) => {
    await open();
    const write = vi
      .spyOn(navigator.clipboard, 'writeText')
      .mockImplementation(() => (allowed ? Promise.resolve() : Promise.reject(new Error('denied'))));
    dialog().querySelector<HTMLElement>('.copy')!.click();
    await settled();
    expect(write).toHaveBeenCalledWith(tickets[0].content);
    expect(shownText(dialog())).toContain(allowed ? 'Copied.' : 'copy by hand');
  },
);

test('saves a receipt as a file with order and time in its name, even if the payment cannot be read', async () => {
  const connector = await open();
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  let savedBlob: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((given) => {
    savedBlob = given as Blob;
    return 'blob:saved';
  });
  connector.onReadPayment = () => Promise.reject(new Error('gone'));
  dialog().querySelector<HTMLElement>('.save')!.click();
  await expect.poll(() => saved).toHaveLength(1);
  expect(saved[0]).toMatch(/^receipt-customer-.+-\d{8}-\d{4}\.txt$/);
  expect(await savedBlob!.text()).toBe(tickets[0].content);
});

test('says what to do if there is no receipt, or it cannot be read', async () => {
  await open([]);
  expect(shownText(dialog())).toContain('Print it again on the terminal');
  const connector = new FakeConnector(calmSnapshot({ payments: unusualRows() }));
  connector.readReceipts = () => Promise.reject(new Error('gone'));
  await mount({ connector, area: 'payments' });
  await click('.r');
  await click('.receipt');
  expect(shownText(dialog())).toContain('could not be read');
});

test('the page of a payment has its receipt; Escape closes it and returns the focus', async () => {
  const connector = new FakeConnector(calmSnapshot({ payments: unusualRows() }));
  await mount({ connector, area: 'payments' });
  await click('.r[href$="p-13"]');
  expect(has('.receipt')).toBe(false);
  await click('.r[href$="p-12"]');
  find('.receipt').focus();
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(connector.called('readReceipts')).toEqual([{ paymentId: 'p-12' }]);
  await userEvent.keyboard('{Escape}');
  await settled();
  expect(has('ecr-receipt-dialog')).toBe(false);
  expect(find('.receipt').matches(':focus')).toBe(true);
});
