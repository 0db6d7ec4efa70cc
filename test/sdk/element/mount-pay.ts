import '../../../src/sdk/element/index.ts';
import type { HipayPay } from '../../../src/sdk/element/index.ts';
import type { PaymentRequest } from '../../../src/sdk/index.ts';
import { FakeTill } from './fake-till.ts';

interface MountedPay {
  readonly pay: HipayPay;
  readonly till: FakeTill;
  readonly events: [string, unknown][];
}

/** Shows a till's page: the element below an input field of the till. */
export function mountPay(
  request: PaymentRequest | null = { amountMinor: 1023, orderId: 'Order_1' },
  language: HipayPay['language'] = 'en',
): MountedPay {
  const pay = document.createElement('hipay-pay');
  const till = new FakeTill();
  const events: [string, unknown][] = [];
  for (const name of ['hipay-phase', 'hipay-result', 'hipay-failure'] as const)
    pay.addEventListener(name, ({ detail }) => events.push([name, detail]));
  pay.connector = till;
  if (request) pay.request = request;
  pay.language = language;
  const field = document.createElement('input');
  field.ariaLabel = 'Search';
  const title = document.createElement('h1');
  title.textContent = 'Till';
  const main = document.createElement('main');
  main.append(title, field, pay);
  document.body.replaceChildren(main);
  return { pay, till, events };
}

/** Waits until pending promises have run. Afterwards the element shows its new state. */
export const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

export const part = <Found extends HTMLElement = HTMLElement>(pay: HipayPay, selector: string): Found =>
  pay.shadowRoot!.querySelector<Found>(selector)!;

export const buttons = (pay: HipayPay): string[] =>
  [...pay.shadowRoot!.querySelectorAll('button')]
    .filter((each) => each.checkVisibility())
    .map((each) => each.textContent);

export async function press(pay: HipayPay, label: string): Promise<void> {
  const found = [...pay.shadowRoot!.querySelectorAll('button')].find((each) => each.textContent === label);
  if (!found) throw new Error(`no button ${label} among ${buttons(pay).join(', ')}`);
  found.focus();
  found.click();
  await settled();
}

export const shown = (pay: HipayPay): string => part(pay, '.content').innerText.replace(/\s+/g, ' ');
