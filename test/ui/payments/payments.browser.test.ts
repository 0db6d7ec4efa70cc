import type { LitElement } from 'lit';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { texts } from '../../../src/texts/en/payments.ts';
import { needsHash } from '../../../src/ui/page-address.ts';
import { calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { historyRow } from '../helpers/history-scenarios.ts';
import { click, deep, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { notifications, rows } from '../helpers/sample-rows.ts';

const busy = () =>
  new FakeConnector(
    calmSnapshot({
      payments: rows(),
      notifications: notifications(),
      outbox: { pending: 1, parked: 1, oldestAt: Date.now() - 360_000 },
    }),
  );

const lines = () =>
  [...find('ecr-payment-list').shadowRoot!.querySelectorAll('li:not(.hour)')].map((row) => shownText(row));

test('each payment is one link with amount, card and one status, the worst that holds', async () => {
  await mount({ connector: busy(), area: 'payments' });
  expect(lines()).toHaveLength(10);
  expect(lines()[0]).toMatch(/€10\.23.*In progress/);
  expect(lines()[1]).toMatch(/€20\.46 Paid Chip •••• 0042 · T1-20261123-0002/);
  expect(lines()[2]).toMatch(/Declined/);
  expect(lines()[3]).toMatch(/Paid, to be sent/);
  expect(lines()[4]).toMatch(/To check/);
  expect(lines()[5]).toMatch(/Paid, sending stuck/);
  expect(lines()[6]).toMatch(/Not sent/);
  expect(lines()[7]).toMatch(/€999,999\.99 To check/);
  expect(lines()[8]).toMatch(/ Paid /);
  expect(lines()[9]).toMatch(/ Not paid /);
  for (const row of find('ecr-payment-list').shadowRoot!.querySelectorAll('li:not(.hour)')) {
    expect(row.querySelectorAll('a')).toHaveLength(1);
    expect(row.querySelectorAll('.chip')).toHaveLength(1);
    expect(row.querySelectorAll('button')).toHaveLength(0);
  }
});

test('money comes first in the status of what HiPay does not have yet, also of refunds', async () => {
  const [pending, stuck] = [1, 0].map((each) => ({ sent: false, count: 0, pending: each }));
  const payments = [
    historyRow(5, { notification: stuck! }),
    historyRow(4, { notification: pending!, givenBack: { refundedMinor: 100, heldMinor: 0 } }),
    historyRow(3, { notification: pending!, transactionType: 'Credit' }),
    historyRow(2, { notification: stuck!, transactionType: 'Credit' }),
    historyRow(1, { transactionType: 'Credit' }),
  ];
  await mount({ connector: new FakeConnector(calmSnapshot({ payments })), area: 'payments' });
  const chips = [...find('ecr-payment-list').shadowRoot!.querySelectorAll('.chip')];
  expect(chips.map((chip) => chip.textContent)).toEqual([
    'Paid, sending stuck',
    'Partly refunded, to be sent',
    'Refunded, to be sent',
    'Refunded, sending stuck',
    'Refunded',
  ]);
});

test('the rows are there at first sight: nothing but one line of totals and what needs a person is above them', async () => {
  await mount({ connector: busy(), area: 'payments' });
  const top = find('ecr-payment-list').getBoundingClientRect().top;
  expect(top).toBeLessThan(540);
  expect(find('ecr-sums').getBoundingClientRect().height).toBeLessThan(60);
});

test('what needs a person is pinned: the newest payment to check first, then what is stuck', async () => {
  const { connector } = await mount({ connector: busy(), area: 'payments' });
  const needs = find('ecr-needs-you').shadowRoot!;
  expect(shownText(needs)).toMatch(/Needs you · 3 See all €51\.15 To check .* Check €999,999\.99 To check/);
  expect(shownText(needs)).toMatch(
    /€61\.38 Paid, sending stuck · HiPay refused the login or password\. Look/,
  );
  for (const row of needs.querySelectorAll('.row')) expect(row.querySelectorAll('button, a')).toHaveLength(1);
  connector.show({ payments: [], notifications: [] });
  await settled();
  expect(shownText(needs)).toBe('');
});

test('the button of a payment to check opens the page of the check', async () => {
  await mount({ connector: busy(), area: 'payments' });
  await click('.check');
  expect(has('ecr-check-screen')).toBe(true);
});

test('a till shows two rows of what needs a person, a phone one, and all of it is one link away', async () => {
  await mount({ connector: busy(), area: 'payments' });
  const shown = () =>
    [...find('ecr-needs-you').shadowRoot!.querySelectorAll<HTMLElement>('.row')].filter(
      (row) => row.offsetHeight > 0,
    ).length;
  await page.viewport(1024, 768);
  expect(shown()).toBe(2);
  await page.viewport(360, 740);
  expect(shown()).toBe(1);
  await page.viewport(1600, 900);
  expect(shown()).toBe(3);
  await page.viewport(1024, 768);
  expect(find<HTMLAnchorElement>('header a[href$="needs"]').hash).toBe(needsHash);
  location.hash = needsHash;
  await expect.poll(() => has('ecr-needs-page')).toBe(true);
  await settled();
  expect(shownText(find('ecr-needs-page'))).toMatch(/What needs you .*2 payments to check.*61\.38/);
  expect(find('ecr-history').checkVisibility()).toBe(false);
});

test('a sale that is overdue can be sent from the top of the list, and the result is said', async () => {
  const [, pending] = notifications();
  const late = { ...pending!, createdAt: Date.now() - 2 * 3_600_000 };
  const outbox = { pending: 1, parked: 0, oldestAt: late.createdAt };
  const { connector } = await mount({
    connector: new FakeConnector(calmSnapshot({ notifications: [late], outbox })),
    area: 'payments',
  });
  expect(shownText(find('ecr-needs-you'))).toMatch(/€40\.92 Paid · waiting to be sent, 2 hr ago/);
  await click('.send');
  expect(connector.called('sendNotificationsNow')).toEqual([{ entryId: 'n-2' }]);
  expect(shownText(find('ecr-needs-you'))).toContain(texts.history.sentOne);
});

test('a sale that was refunded says so, in whole or in part', async () => {
  const [, sale] = rows();
  const payments = [
    { ...sale!, paymentId: 'a', givenBack: { refundedMinor: sale!.amountMinor, heldMinor: 0 } },
    { ...sale!, paymentId: 'b', givenBack: { refundedMinor: 1, heldMinor: 0 } },
    { ...sale!, paymentId: 'c', givenBack: { refundedMinor: 0, heldMinor: 5 } },
  ].map((row, n) => ({ ...row, orderId: `Order_${n}`, createdAt: row.createdAt - n }));
  await mount({ connector: new FakeConnector(calmSnapshot({ payments })), area: 'payments' });
  expect(lines().map((line) => /Refunded|Partly refunded|Paid/.exec(line)?.[0])).toEqual([
    'Refunded',
    'Partly refunded',
    'Paid',
  ]);
  await click('#filter-refunded');
  expect(lines()).toHaveLength(2);
});

test('simulated payments are apart, unless the terminal is simulated', async () => {
  const { connector } = await mount({ connector: busy(), area: 'payments' });
  expect(shownText()).toContain('Simulated, not counted: 1.');
  await click('#more');
  await click('#count-simulated');
  expect(lines()).toHaveLength(11);
  expect(lines()[6]).toMatch(/Cancelled Simulated/);
  await click('#count-simulated');
  expect(lines()).toHaveLength(10);
  await mount({
    connector: new FakeConnector({ ...connector.now, simulated: { terminal: true, gateway: true } }),
    area: 'payments',
  });
  expect(lines()).toHaveLength(11);
});

test('the filters are chips, and the words searched for are marked', async () => {
  await mount({ connector: busy(), area: 'payments' });
  await click('#filter-to-check');
  expect(lines()).toHaveLength(2);
  expect(find('#found').textContent?.trim()).toBe('2 of 10');
  // Declined, not paid by a person's decision, not sent; the cancelled one is simulated.
  await click('#filter-declined');
  expect(lines()).toHaveLength(3);
  await click('#filter-all');
  await type('#search', '0042');
  expect(lines()).toHaveLength(1);
  const marks = [...deep(document)].filter((each) => each.matches('mark')).map((each) => each.textContent);
  expect(marks).toEqual(['0042']);
});

test('the days are one press away, and tomorrow is not', async () => {
  const { connector } = await mount({ connector: busy(), area: 'payments' });
  const heading = () => shownText(find('ecr-history').shadowRoot!.querySelector('h1')!).trim();
  expect(find<HTMLButtonElement>('#day-after').disabled).toBe(true);
  await click('#day-before');
  expect(heading()).toMatch(/^Yesterday/);
  await click('#day-before');
  expect(heading()).toMatch(/\d{4}$/);
  await click('#day-after');
  expect(heading()).toMatch(/^Yesterday/);
  const day = new Date(new Date().toDateString()).getTime();
  expect(connector.called('listPayments').at(-1)).toMatchObject({ to: day });
});

test('a pending notification is shown with reason and next try, and can be sent now', async () => {
  const { connector } = await mount({ connector: busy(), area: 'payments', place: 'needs' });
  const text = shownText(find('ecr-notification-list'));
  expect(text).toContain('2 notifications waiting');
  expect(text).toMatch(/61\.38.*contact.*6 min ago.*3 attempts.*Not by itself.*refused the login/);
  expect(text).toMatch(/40\.92.*contactless.*1 attempt .*in 4\d sec.*could not be reached/);
  find('ecr-notification-list').shadowRoot!.querySelector<HTMLElement>('button.primary')!.click();
  await settled();
  expect(connector.called('sendNotificationsNow')).toHaveLength(1);
  expect(shownText(find('ecr-notification-list'))).toContain('1 sent, 1 still waiting.');
});

test('shows the first of many pending notifications, and the number of the others', async () => {
  const [first] = notifications();
  const many = Array.from({ length: 100 }, (_, index) => ({
    ...first!,
    entryId: `entry-${index}`,
    orderId: `Order_${index}.`,
  }));
  const outbox = { pending: 9_999, parked: 1, oldestAt: Date.now() - 360_000 };
  await mount({
    connector: new FakeConnector(calmSnapshot({ notifications: many, outbox })),
    area: 'payments',
    place: 'needs',
  });
  const list = find('ecr-notification-list');
  expect(list.shadowRoot!.querySelectorAll('li')).toHaveLength(20);
  expect(shownText(list)).toContain('10,000 notifications waiting');
  expect(shownText(list)).toMatch(/Order_0\..*Order_19\..*and 9,980 more/s);
});

test('a notification without its contract shows what the terminal named, and the two lines to add', async () => {
  const [parked] = notifications();
  const missingContract = { application: '00E', number: '7654321' };
  const row = { ...parked!, state: 'parked' as const, failure: 'contract-missing' as const, missingContract };
  const outbox = { pending: 0, parked: 1, oldestAt: row.createdAt };
  await mount({
    connector: new FakeConnector(calmSnapshot({ notifications: [row], outbox })),
    area: 'payments',
    place: 'needs',
  });
  const list = find('ecr-notification-list');
  expect(shownText(list)).toContain('number 7654321 (CG), application 00E (CC)');
  expect(list.shadowRoot!.querySelector('pre')?.textContent).toBe(
    'contracts:\n  - { name: "00E 7654321", payment_application: "00E", merchant_id: "7654321", rank: "..." }',
  );
});

test('parked notifications come before pending ones, even if they are newer', async () => {
  const [parked, pending] = notifications();
  const outbox = { pending: 1, parked: 1, oldestAt: Date.now() - 360_000 };
  const connector = new FakeConnector(calmSnapshot({ notifications: [pending!, parked!], outbox }));
  await mount({ connector, area: 'payments', place: 'needs' });
  expect(shownText(find('ecr-notification-list'))).toMatch(/61\.38.*40\.92/);
});

test('empty lists say what to do, or that nothing is pending', async () => {
  await mount({ area: 'payments' });
  expect(shownText()).toContain('No payments yet today');
  await mount({ area: 'payments', place: 'needs' });
  expect(shownText()).toContain(texts.notifications.nothingWaiting);
});

test('an empty outbox says nothing about other browsers, until the sidecar knows that none waits', async () => {
  for (const now of [{ undelivered: undefined }, { undelivered: 2 }, { sidecar: 'away' as const }]) {
    await mount({ connector: new FakeConnector(calmSnapshot(now)), area: 'payments', place: 'needs' });
    expect(shownText()).toContain(texts.notifications.nothingWaitingHere);
    expect(shownText()).not.toContain(texts.notifications.nothingWaiting);
  }
  await mount({
    connector: new FakeConnector(calmSnapshot({ sidecar: 'none' })),
    area: 'payments',
    place: 'needs',
  });
  expect(shownText()).toContain(texts.notifications.nothingWaiting);
});

test('an answer with an error is not called "not reached"', async () => {
  const [, pending] = notifications();
  const row = { ...pending!, status: 503 };
  const outbox = { pending: 1, parked: 0, oldestAt: Date.now() };
  await mount({
    connector: new FakeConnector(calmSnapshot({ notifications: [row], outbox })),
    area: 'payments',
    place: 'needs',
  });
  expect(shownText(find('ecr-notification-list'))).toContain('HiPay answers with an error (HTTP 503).');
  expect(shownText(find('ecr-notification-list'))).not.toContain('could not be reached');
});

test('a long list is drawn in pieces, one in each frame, so that clicks are handled in between', async () => {
  const payments = Array.from({ length: 60 }, (_, n) => historyRow(n));
  const { app } = await mount({
    connector: new FakeConnector(calmSnapshot({ payments })),
    area: 'payments',
  });
  const list = document.createElement('ecr-payment-list') as LitElement;
  Object.assign(list, { rows: payments, snapshot: calmSnapshot() });
  app.after(list);
  const table = () => list.shadowRoot!.querySelector('ul')!;
  const drawn = () => list.shadowRoot!.querySelectorAll('li:not(.hour)').length;
  await list.updateComplete;
  expect(drawn()).toBe(0);
  const steps: number[] = [];
  const pieces = new MutationObserver(() => steps.push(drawn()));
  pieces.observe(table(), { childList: true, subtree: true });
  await settled();
  pieces.disconnect();
  expect(table().getAttribute('aria-busy')).toBe('false');
  expect(steps).toEqual([10, 20, 30, 40, 50]);
  expect(shownText(list.shadowRoot!)).toContain('Show 10 more');
});

test('an order that was charged twice is pinned, and both rows say what to do', async () => {
  const [sale, twin] = rows().filter(({ charge }) => charge === 'charged');
  const payments = rows().map((row) =>
    row.paymentId === twin!.paymentId
      ? { ...row, orderId: sale!.orderId, amountMinor: sale!.amountMinor }
      : row,
  );
  const connector = new FakeConnector(calmSnapshot({ payments }));
  await mount({ connector, area: 'payments' });
  const pinned = shownText(find('ecr-charged-twice'));
  expect(pinned).toMatch(/Charged twice.*Order .*refund one payment on the terminal/);
  expect(pinned).toContain(sale!.orderId);
  const chips = [...find('ecr-payment-list').shadowRoot!.querySelectorAll('.chip')];
  const marked = chips.filter((chip) => shownText(chip).trim() === 'Charged twice');
  expect(marked).toHaveLength(2);
  connector.show({ payments: rows() });
  await settled();
  expect(shownText(find('ecr-charged-twice'))).toBe('');
});
