import type { LitElement } from 'lit';
import { expect, test } from 'vitest';
import { texts } from '../../../src/texts/en/payments.ts';
import { calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { historyRow } from '../helpers/history-scenarios.ts';
import { find, mount, settled, shownText } from '../helpers/mount.ts';
import { notifications, rows } from '../helpers/scenarios.ts';

const busy = () =>
  new FakeConnector(
    calmSnapshot({
      payments: rows(),
      notifications: notifications(),
      outbox: { pending: 1, parked: 1, oldestAt: Date.now() - 360_000 },
    }),
  );

test('each payment is a row with amount, outcome and notification state', async () => {
  await mount({ connector: busy(), area: 'payments' });
  const lines = [...find('ecr-payment-list').shadowRoot!.querySelectorAll('tbody tr')].map((row) =>
    shownText(row),
  );
  expect(lines).toHaveLength(11);
  expect(lines[0]).toMatch(/€10\.23.*In progress/);
  expect(lines[1]).toMatch(/497010\*{6}0042.*Approved.*Sent to HiPay/);
  expect(lines[2]).toMatch(/Declined.*Nothing to send/);
  expect(lines[3]).toMatch(/Approved.*Waiting to be sent/);
  expect(lines[4]).toMatch(/Outcome unknown/);
  expect(lines[5]).toMatch(/Approved.*Sending is stuck/);
  expect(lines[6]).toMatch(/Cancelled.*Simulated/);
  expect(lines[7]).toMatch(/Not sent/);
  expect(lines[9]).toMatch(/ Paid .*Ana looked at the ticket: paid\..*Sent to HiPay/);
  expect(lines[10]).toMatch(/ Not paid .*Ana looked at the ticket: not paid\./);
  expect(lines[8]).toMatch(/€999,999\.99.*Other payment/);
});

test('a pending notification is shown with reason and next try, and can be sent now', async () => {
  const { connector } = await mount({ connector: busy(), area: 'payments' });
  const text = shownText(find('ecr-notification-list'));
  expect(text).toContain('2 notifications waiting');
  expect(text).toMatch(/61\.38.*contact.*6 min ago.*3 attempts.*Not by itself.*refused the login/);
  expect(text).toMatch(/40\.92.*contactless.*1 attempt .*in 4\d sec.*could not be reached/);
  find('ecr-notification-list').shadowRoot!.querySelector<HTMLElement>('.primary')!.click();
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
  await mount({ connector, area: 'payments' });
  expect(shownText(find('ecr-notification-list'))).toMatch(/61\.38.*40\.92/);
});

test('empty lists say what to do, or that nothing is pending', async () => {
  await mount({ area: 'payments' });
  expect(shownText()).toContain('No payments yet today');
  expect(shownText()).toContain(texts.notifications.nothingWaiting);
});

test('an empty outbox says nothing about other browsers, until the sidecar knows that none waits', async () => {
  for (const now of [{ undelivered: undefined }, { undelivered: 2 }, { sidecar: 'away' as const }]) {
    await mount({ connector: new FakeConnector(calmSnapshot(now)), area: 'payments' });
    expect(shownText()).toContain(texts.notifications.nothingWaitingHere);
    expect(shownText()).not.toContain(texts.notifications.nothingWaiting);
  }
  await mount({ connector: new FakeConnector(calmSnapshot({ sidecar: 'none' })), area: 'payments' });
  expect(shownText()).toContain(texts.notifications.nothingWaiting);
});

test('an answer with an error is not called "not reached"', async () => {
  const [, pending] = notifications();
  const row = { ...pending!, status: 503 };
  const outbox = { pending: 1, parked: 0, oldestAt: Date.now() };
  await mount({
    connector: new FakeConnector(calmSnapshot({ notifications: [row], outbox })),
    area: 'payments',
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
  const table = () => list.shadowRoot!.querySelector('table')!;
  const drawn = () => list.shadowRoot!.querySelectorAll('tbody tr').length;
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
  expect(pinned).toMatch(/Charged twice.*Order .*give one payment back on the terminal/);
  expect(pinned).toContain(sale!.orderId);
  const badges = [...find('ecr-payment-list').shadowRoot!.querySelectorAll('ecr-badge')];
  const marked = badges.filter((badge) => shownText(badge).trim().startsWith('Charged twice: give one back'));
  expect(marked).toHaveLength(2);
  connector.show({ payments: rows() });
  await settled();
  expect(shownText(find('ecr-charged-twice'))).toBe('');
});
