import { expect, test } from 'vitest';
import type { CallResult } from '../../../src/core/connector-api/connector-api.ts';
import { texts } from '../../../src/texts/en/settings.ts';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { click, find, has, mount, shownText } from '../helpers/mount.ts';
import { livePayment } from '../helpers/sample-rows.ts';

const { consequence, ended } = texts.forget;

const open = (connector = new FakeConnector()) => mount({ connector, area: 'settings' });
const dialog = () => find<HTMLDialogElement>('dialog:has(#forget-it)');

test('the terminal is forgotten only after a question, which focuses Cancel', async () => {
  const { connector } = await open();
  await click('#forget');
  expect(shownText(dialog())).toContain(`Forget this terminal? ${consequence}`);
  expect(find('#keep').matches(':focus')).toBe(true);
  await click('#keep');
  expect(has('dialog')).toBe(false);
  expect(connector.called('forgetTerminal')).toEqual([]);
  await click('#forget');
  await click('#forget-it');
  expect(connector.called('forgetTerminal')).toHaveLength(1);
  expect(shownText(find('ecr-forget-terminal-card'))).toContain(ended.forgotten);
});

test.each<[CallResult<'forgetTerminal'>['how'], RegExp]>([
  ['still-granted', /policy.*Ask your IT/],
  ['away', /not plugged in.*Plug it in/],
  ['nothing-granted', /nothing to forget/],
  ['unsupported', /too old.*update the browser/],
  ['payment-running', /a payment is running.*whether the customer was charged.*Try again/],
])('after the answer %s, says what happened and what to do', async (how, words) => {
  const connector = new FakeConnector();
  connector.onForget = () => ({ how });
  await open(connector);
  await click('#forget');
  await click('#forget-it');
  const shown = shownText(find('ecr-forget-terminal-card'));
  expect(shown).toContain(ended[how]);
  expect(shown).toMatch(words);
  expect(shown.includes('Nobody was charged.')).toBe(how !== 'payment-running');
});

test('a connector that does not answer is reported', async () => {
  const connector = new FakeConnector();
  connector.forgetTerminal = () => Promise.reject(new Error('gone'));
  await open(connector);
  await click('#forget');
  await click('#forget-it');
  expect(shownText(find('ecr-forget-terminal-card'))).toContain('No answer. Reload this page');
});

test('the button is disabled while a payment runs, and says why', async () => {
  await open(new FakeConnector(calmSnapshot({ payment: livePayment() })));
  expect(find<HTMLButtonElement>('#forget').disabled).toBe(true);
  expect(shownText(find('ecr-forget-terminal-card'))).toContain('A payment is running');
});

test('a simulated terminal and a network terminal have no button to forget them', async () => {
  await open(new FakeConnector(calmSnapshot({ simulated: { terminal: true, gateway: true } })));
  expect(has('#forget')).toBe(false);
  await open(new FakeConnector(calmSnapshot(), shopSettings({ terminal: { link: 'tcp' } as never })));
  expect(has('#forget')).toBe(false);
});
