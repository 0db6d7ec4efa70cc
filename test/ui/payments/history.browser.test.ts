import { afterEach, expect, test, vi } from 'vitest';
import { byteOrderMark } from '../../../src/core/history/csv.ts';
import { texts } from '../../../src/texts/en/payments.ts';
import { hashOfPayment } from '../../../src/ui/payments/payments-place.ts';
import { calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { historyRow, historyScenarios, overdueOutbox } from '../helpers/history-scenarios.ts';
import { choose, click, deep, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';

afterEach(() => vi.restoreAllMocks());

const show = async (name: string) => {
  const scenario = historyScenarios[name]!();
  const mounted = await mount(scenario);
  await scenario.afterwards?.(scenario.connector);
  await settled();
  for (const selector of scenario.clicks ?? []) await click(selector);
  return mounted;
};

const rowsShown = () =>
  [...deep(document)].filter((each) =>
    each.matches('ecr-payment-list li:not(.hour), ul[aria-busy] > li:not(.hour)'),
  );
const text = (selector: string) => shownText(find(selector).shadowRoot!);

/** The files that the page gives to the browser. */
function recordSavedFiles() {
  const saved: { name: string; blob: Blob }[] = [];
  let blob: Blob;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((given) => {
    blob = given as Blob;
    return 'blob:test';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob });
  });
  return saved;
}

test('what is searched stands at the top: totals and what needs a person come back after it', async () => {
  await show('payments-search');
  const isShown = (selector: string) => find(selector).checkVisibility();
  expect([isShown('ecr-sums'), isShown('ecr-needs-you')]).toEqual([false, false]);
  await type('#search', '');
  expect([isShown('ecr-sums'), isShown('ecr-needs-you')]).toEqual([true, true]);
});

test('the payments of today are read page by page and added up, each payment once', async () => {
  const { connector } = await show('busy-day');
  expect(connector.called('listPayments')).toHaveLength(2);
  expect(text('ecr-sums')).toMatch(
    /Net €13,968\.37 Taken €13,988\.36 Refunded −€19\.99 Reserved €150\.00 To check €55\.70/,
  );
  expect(shownText()).toContain('300 payments');
  expect(rowsShown()).toHaveLength(50);
  await click('#more-rows');
  expect(rowsShown()).toHaveLength(100);
});

test.each([
  ['50,00', 1],
  ['0042', 1],
  ['no such order', 0],
])('a search for %s finds %d payments', async (search, count) => {
  await show('busy-day');
  await type('#search', search);
  expect(rowsShown()).toHaveLength(count);
  expect(find('#found').textContent?.trim()).toMatch(new RegExp(`^${count} of 300`));
});

test('what was found has its own net, and Enter opens the one payment that was found', async () => {
  await show('busy-day');
  const press = () =>
    find('#search').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await type('#search', '50');
  const before = location.hash;
  expect(rowsShown().length).toBeGreaterThan(1);
  expect(find('#found').textContent).toMatch(/ of 300 · net of what was found: €[\d,.]+/);
  press();
  expect(location.hash).toBe(before);
  await type('#search', '50,00');
  expect(find('#found').textContent).toContain('1 of 300 · net of what was found: €50.00');
  press();
  expect(location.hash).toBe(hashOfPayment('h-0160'));
});

test('filters by outcome, and a button clears a filter without results', async () => {
  await show('busy-day');
  await click('#more');
  await choose('#outcome', 'DECLINED');
  expect(rowsShown()).toHaveLength(1);
  await type('#search', 'no such order');
  expect(shownText()).toContain('Nothing found for “no such order”');
  await click('#clear');
  expect(rowsShown()).toHaveLength(50);
});

test('simulated payments are left out of the totals, with a note, and counted on request', async () => {
  await show('currencies');
  expect(shownText()).toContain('Simulated, not counted: 1.');
  expect(text('ecr-sums')).toMatch(/Taken €82\.09/);
  await click('#more');
  await click('#count-simulated');
  expect(shownText()).toContain('Simulated payments are counted too');
  expect(text('ecr-sums')).not.toMatch(/Taken €82\.09/);
});

test('each currency has its own decimals and its own totals', async () => {
  await show('currencies');
  expect(text('ecr-sums')).toMatch(/CHF 45\.50.*¥12,800.*KWD 10\.235/);
});

test('a payment that arrives during the reading is counted once', async () => {
  const rows = [historyRow(1)];
  const connector = new FakeConnector(calmSnapshot({ payments: rows }));
  await mount({ connector, area: 'payments' });
  const running = historyRow(2, { state: 'waiting' });
  delete running.outcome;
  connector.show({ payments: [running, ...rows] });
  await settled();
  const taken = () => Number(/Taken €([\d.]+)/.exec(text('ecr-sums'))?.[1]);
  expect(taken()).toBeCloseTo(historyRow(1).amountMinor / 100);
  connector.show({ payments: [historyRow(2), ...rows] });
  await settled();
  expect(taken()).toBeCloseTo((historyRow(1).amountMinor + historyRow(2).amountMinor) / 100);
  expect(rowsShown()).toHaveLength(2);
});

test('other days are requested by their first and last moment', async () => {
  const { connector } = await show('other-days');
  const day = async (selector: string, value: string) => {
    const input = find<HTMLInputElement>(selector);
    input.value = value;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
  };
  await day('#first-day', '2026-03-28');
  await day('#last-day', '2026-03-29');
  expect(connector.called('listPayments').at(-1)).toMatchObject({
    from: new Date(2026, 2, 28).getTime(),
    to: new Date(2026, 2, 30).getTime(),
  });
  const asked = connector.called('listPayments').length;
  await day('#last-day', '2026-03-01');
  expect(shownText()).toContain('The first day must not be after the last.');
  expect(connector.called('listPayments')).toHaveLength(asked);
});

test('a failed reading shows an error and can be repeated', async () => {
  const { connector } = await show('history-failed');
  expect(text('ecr-history')).toContain('could not be read');
  connector.onListPayments = (page) => page;
  connector.history = [historyRow(3)];
  await click('#read-again');
  expect(rowsShown()).toHaveLength(1);
  expect(has('#read-again')).toBe(false);
});

test('an answer for days that are no longer selected is not shown', async () => {
  const connector = new FakeConnector(calmSnapshot());
  const first = Promise.withResolvers<void>();
  connector.history = [historyRow(1)];
  connector.onListPayments = async (page) => {
    await first.promise;
    return page;
  };
  await mount({ connector, area: 'payments' });
  connector.onListPayments = (page) => page;
  await click('#day-before');
  first.resolve();
  await settled();
  expect(shownText()).toContain('No payments on these days');
});

test('the CSV has the rows of the list, in the format of the language', async () => {
  const saved = recordSavedFiles();
  await show('busy-day');
  await type('#search', '50,00');
  await click('#more');
  await click('#save-csv');
  expect(saved[0]?.name).toMatch(/^hipay-ecr-\d{4}-\d\d-\d\d\.csv$/);
  // Read as bytes: reading as text would drop the byte order mark that Excel needs.
  const bytes = new Uint8Array(await saved[0]!.blob.arrayBuffer());
  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(csv.startsWith(`${byteOrderMark}Date,Time,Order number`)).toBe(true);
  expect(csv.trim().split('\r\n')).toHaveLength(2);
  expect(csv).toMatch(/,50\.00,EUR,80\.00,Partly approved,/);
  expect(shownText()).toContain('Saved: 1 payments');
});

test('the French CSV is separated by semicolons, with a comma in amounts', async () => {
  const saved = recordSavedFiles();
  const scenario = historyScenarios['busy-day']!();
  await mount({ ...scenario, language: 'fr' });
  await type('#search', '50,00');
  await click('#more');
  await click('#save-csv');
  expect(await saved[0]!.blob.text()).toMatch(/;50,00;EUR;80,00;/);
});

test('no file is saved before all payments are read', async () => {
  const saved = recordSavedFiles();
  await show('csv-failed');
  expect(saved).toEqual([]);
  expect(shownText()).toContain('The file was not saved');
});

test('the day’s report has a slip to print and to copy, once all payments are read', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => {});
  await show('day-close');
  expect(find('#slip').textContent).toMatch(/^DAY REPORT\n/);
  expect(find('#slip').textContent).toMatch(/Taken +294 x +€13,988\.36\n/);
  await click('#print-slip');
  expect(print).toHaveBeenCalled();
  expect(document.querySelector('.receipt-paper')?.textContent).toBe(find('#slip').textContent);
  window.dispatchEvent(new Event('afterprint'));
  await click('#close-slip');
  expect(has('#slip')).toBe(false);
  await show('report-partly');
  expect(shownText(find('ecr-day-report'))).toContain('this report would be wrong');
  expect(find<HTMLButtonElement>('#print').disabled).toBe(true);
});

test('an older unknown payment stays visible whatever days are selected', async () => {
  await show('older-unknown');
  expect(text('ecr-needs-you')).toContain('Needs you · 1');
  await click('#day-before');
  expect(text('ecr-needs-you')).toContain('Needs you · 1');
});

test('a banner reports a sale whose notification is pending for more than an hour', async () => {
  const { connector } = await mount({ connector: new FakeConnector(calmSnapshot(overdueOutbox())) });
  expect(shownText(find('ecr-banners'))).toContain('A sale paid 2 hr ago');
  const young = { ...overdueOutbox().outbox!, oldestAt: Date.now() - 59 * 60_000 };
  connector.show({ outbox: young });
  await settled();
  expect(has('ecr-overdue')).toBe(false);
});

test('a refused login links to its field in the settings', async () => {
  const [row] = overdueOutbox().notifications!;
  const notifications = [{ ...row!, failure: 'hipay-credentials' as const }];
  await mount({
    connector: new FakeConnector(calmSnapshot({ ...overdueOutbox(), notifications })),
    area: 'payments',
    place: 'needs',
  });
  const link = find<HTMLAnchorElement>('ecr-notification-list a.button, li a.button');
  expect(link.textContent).toBe('Correct the login');
  link.click();
  await expect.poll(() => find('ecr-settings-screen').shadowRoot?.activeElement?.id).toBe('hipay.login');
});

test.each([
  ['order-number-taken', true, 'Send this sale under a new number'],
  ['order-number-taken', false, 'Send the technical detail'],
  ['probably-sent', false, 'the order Order_9: €10.23, with payment-9 in its custom_data'],
  ['answer-not-understood', false, 'the order Order_9: €10.23, with payment-9 in its custom_data'],
  ['cannot-tell', false, 'the order Order_9: €10.23, with payment-9 in its custom_data'],
  ['other-environment', false, 'If it is from a trial, nothing is missing'],
  ['other-account', false, 'the order Order_9: €10.23, with payment-9 in its custom_data'],
] as const)(
  'a notification parked as %s (new number: %s) says what to do',
  async (parkedAs, mayRenumber, todo) => {
    const [row] = overdueOutbox().notifications!;
    const notification = {
      ...row!,
      orderId: 'Order_9',
      amount: '10.23',
      paymentId: 'payment-9',
      state: 'parked' as const,
      failure: 'hipay-refused' as const,
      parkedAs,
      sentTo: 'shop-1 live',
      mayRenumber,
      held: { amount: '10.00', currency: 'EUR', createdAt: '2026-11-30', reference: '800000000001' },
    };
    const connector = new FakeConnector(calmSnapshot({ ...overdueOutbox(), notifications: [notification] }));
    await mount({ connector, area: 'payments', place: 'needs' });
    const shown = text('ecr-notification-list');
    const { what } = texts.history.reasons[parkedAs];
    expect(shown).toContain(what.replace('{account}', 'shop-1 live'));
    expect(shown).toContain(todo);
    expect(shown).toContain('10.00 EUR, 2026-11-30, 800000000001');
    expect(has('li a.button')).toBe(false);
    expect(has('.renumber')).toBe(mayRenumber);
  },
);

test('sends a sale under a new number, and shows the number', async () => {
  const [row] = overdueOutbox().notifications!;
  const notification = { ...row!, state: 'parked' as const, mayRenumber: true };
  const taken = { ...notification, parkedAs: 'order-number-taken' as const };
  const connector = new FakeConnector(calmSnapshot({ ...overdueOutbox(), notifications: [taken] }));
  await mount({ connector, area: 'payments', place: 'needs' });
  connector.onNewNumber = () => ({ renumbered: false });
  await click('.renumber');
  expect(text('ecr-notification-list')).toContain(texts.history.notRenumbered);
  connector.onNewNumber = () => ({ renumbered: true, orderId: 'T1-new' });
  await click('.renumber');
  expect(connector.called('sendUnderNewNumber')).toEqual([
    { entryId: row!.entryId },
    { entryId: row!.entryId },
  ]);
  expect(text('ecr-notification-list')).toContain('under the number T1-new');
});

test('sends a single notification, and shows the result', async () => {
  const { connector } = await show('sent-one-in-vain');
  expect(connector.called('sendNotificationsNow')).toEqual([{ entryId: 'n-9' }]);
  expect(text('ecr-notification-list')).toContain(texts.history.notSentOne);
  connector.onSend = () => ({ delivered: 1, left: 0 });
  await click('.send-one');
  expect(text('ecr-notification-list')).toContain(texts.history.sentOne);
});
