import { afterEach, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { historyScenarios } from '../helpers/history-scenarios.ts';
import { click, find, has, mount, settled, shownText } from '../helpers/mount.ts';

afterEach(() => vi.restoreAllMocks());

const show = async (name: string) => {
  const mounted = await mount(historyScenarios[name]!());
  await settled();
  return mounted;
};

const report = () => shownText(find('ecr-day-report').shadowRoot!);

test('an open report says that the total can still change, and leads to what is to check', async () => {
  await show('report-open');
  expect(report()).toContain('2 payments to check , €16.80: the total can still change.');
  expect(find<HTMLAnchorElement>('.open a').hash).toBe('#/payments/needs');
  expect(report()).toMatch(/To check €16\.80 2, not counted/);
});

test('a closed report says that everything is checked', async () => {
  await show('report-closed');
  expect(has('.open')).toBe(false);
  expect(report()).toMatch(/To check 0 Everything is checked/);
});

test('a total of seven digits stays in its own place', async () => {
  await show('report-closed');
  for (const amount of find('ecr-day-report').shadowRoot!.querySelectorAll<HTMLElement>('.totals dd'))
    amount.firstChild!.textContent = '€1,234,567.89';
  for (const total of find('ecr-day-report').shadowRoot!.querySelectorAll<HTMLElement>('.totals div'))
    expect(total.scrollWidth).toBeLessThanOrEqual(total.clientWidth);
});

test('what was taken is by card, by hour and on its way to HiPay, and what is not counted is named', async () => {
  await show('report-open');
  expect(report()).toMatch(/By hour .*7:00.*8:00.*9:00.*10:00/);
  expect(report()).toMatch(/By card Chip \d+ €[\d.]+ Contactless \d+ €[\d.]+/);
  expect(report()).toMatch(/To HiPay Sent 36 €[\d.]+ Waiting to be sent 1 €8\.90/);
  expect(report()).toContain('Not counted: Not paid 1, Cancelled 1.');
  const parts = [...find('ecr-day-report').shadowRoot!.querySelectorAll('.bars li')];
  expect(parts.length).toBeGreaterThanOrEqual(4);
});

const words = (text: string | null | undefined) => text!.replace(/\s+/g, ' ').trim();

test('the paper says the same of cards and of HiPay as the screen, and refunds are below zero in both', async () => {
  await show('report-mixed');
  const lines = [...find('ecr-day-report').shadowRoot!.querySelectorAll('tr')].map((row) =>
    words(row.textContent),
  );
  expect(lines).toEqual([
    'Chip 2 €30.00',
    'Chip · Refunds 1 −€4.00',
    'Recorded by a person 1 €7.00',
    'Sent 1 €10.00',
    'Sent · Refunds 1 −€4.00',
    'Waiting to be sent 1 €20.00',
    'Sending is stuck 1 €7.00',
  ]);
  expect(report()).toContain('Not counted: Not paid 1.');
  await click('#slip-open');
  const slip = words(find('#slip').textContent).replaceAll(' x ', ' ').replaceAll('-€', '−€');
  for (const line of lines) expect(slip).toContain(line);
  expect(slip).toContain('Not counted Not paid 1');
});

test('a payment that a person recorded is not blamed on the terminal', async () => {
  await show('report-mixed');
  expect(report()).toContain('a person said that these were paid, so the card is not known');
  expect(report()).not.toContain('this terminal does not say');
});

test('each currency has its own report', async () => {
  await show('report-currencies');
  expect(find('ecr-day-report').shadowRoot!.querySelectorAll('.totals')).toHaveLength(4);
  expect(report()).toContain('Simulated, not counted: 1.');
});

test('the report prints without the frame of the program and its buttons', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => {});
  await show('report-open');
  await click('#print');
  expect(print).toHaveBeenCalledOnce();
  await cdp().send('Emulation.setEmulatedMedia', { media: 'print' });
  for (const selector of ['ecr-top-bar', '.acts', '.backlink', '.open a'])
    expect(find(selector).checkVisibility(), selector).toBe(false);
  expect(find('.totals').checkVisibility()).toBe(true);
  await cdp().send('Emulation.setEmulatedMedia', { media: '' });
  expect(find('ecr-top-bar').checkVisibility()).toBe(true);
});

test('the report is one press from the list, and its heading has the focus', async () => {
  await mount({ connector: new FakeConnector(calmSnapshot()), area: 'payments' });
  find<HTMLAnchorElement>('#report').click();
  await expect.poll(() => has('ecr-day-report')).toBe(true);
  await expect.poll(() => find('ecr-day-report').shadowRoot!.activeElement?.textContent).toBe('Day report');
  expect(report()).toContain('No payments');
});
