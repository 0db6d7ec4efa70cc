import { languageNames, languages } from '../../core/language.ts';
import '../element/index.ts';
import type { Connector, PaymentResult, Way } from '../index.ts';
import { type TerminalScript, terminalScripts } from '../testing/index.ts';
import { logInto } from './call-log.ts';
import { showChecklist } from './checklist/checklist.ts';
import { byId, initTabs, makeButton, node } from './dom.ts';
import { addToHistory, StoredValue, showHistory } from './history.ts';
import {
  dueMinor,
  euros,
  newSale,
  productOf,
  products,
  receiptsOf,
  requestOf,
  type Sale,
  saleOfRest,
  totalMinor,
  withOneMore,
} from './sale.ts';
import { type Choice, open } from './ways.ts';

const log = logInto(byId('log').querySelector('ol') ?? byId('log'));
const storedSale = new StoredValue<Sale>(sessionStorage, 'example-till.sale', newSale);
const storedChoice = new StoredValue<Choice>(localStorage, 'example-till.choice', () => ({
  way: 'window',
  language: 'en',
  script: 'accept',
}));
const pay = document.querySelector('hipay-pay') ?? document.createElement('hipay-pay');

let sale = storedSale.get();
let choice = storedChoice.get();
let opened: Promise<Connector> | undefined;

/** The only connector of the till. It is opened in the first click that needs it, and again after it was lost. */
function connector(): Promise<Connector> {
  opened ??= open(choice, log, onHandOver).then(
    (current) => {
      current.on('status', ({ terminal, page, simulated }) => {
        const suffix = simulated ? ', simulated' : '';
        byId('status').textContent = `${current.way}: page ${page}, terminal ${terminal.state}${suffix}`;
      });
      current.on('closed', ({ text }) => {
        opened = undefined;
        byId('status').textContent = text;
      });
      return current;
    },
    (error: unknown) => {
      opened = undefined;
      throw error;
    },
  );
  return opened;
}

/** Called before a payment is sent. Stores that the payment may exist, so that the till queries it after a reload. */
function onHandOver(): void {
  sale = { ...sale, handedOver: true };
  storedSale.set(sale);
  showSale();
}

function startSale(next: Sale): void {
  sale = next;
  storedSale.set(sale);
  byId('after').replaceChildren();
  showSale();
}

function showSale(): void {
  const rows = sale.items.map(({ reference, quantity }) => {
    const { name, priceMinor } = productOf(reference);
    const cells = [name, `× ${quantity}`, euros(priceMinor * quantity)].map((each) => node('td', '', each));
    return node('tr', '', ...cells);
  });
  byId('basket').replaceChildren(
    node('h2', '', 'Basket'),
    node('table', '', node('tbody', '', ...rows)),
    node('p', '', `${sale.restMinor === undefined ? 'Total' : 'Still to pay'} ${euros(totalMinor(sale))}`),
    node('p', 'muted', `Order ${sale.orderId}`),
    makeButton('Next customer', () => startSale(newSale())),
  );
  // The basket must not change once the payment was sent.
  for (const each of byId('products').querySelectorAll('button')) each.disabled = sale.handedOver;
  pay.request = requestOf(sale);
}

function showEnd(result: PaymentResult): void {
  addToHistory(result);
  showHistory(byId('history'), connector);
  const due = dueMinor(result);
  const rest =
    due > 0 ? [makeButton(`Take the rest, ${euros(due)}`, () => startSale(saleOfRest(sale, result)))] : [];
  byId('after').replaceChildren(...rest, ...receiptsOf(result));
}

function choose(change: Partial<Choice>): void {
  choice = { ...choice, ...change };
  storedChoice.set(choice);
  const previous = opened;
  opened = undefined;
  previous?.then(
    (current) => current.close(),
    () => {},
  );
  showChoice();
}

function showChoice(): void {
  byId<HTMLSelectElement>('way').value = choice.way;
  byId<HTMLSelectElement>('language').value = choice.language;
  byId<HTMLSelectElement>('script').value = choice.script;
  byId('script-field').hidden = choice.way !== 'embedded';
  pay.language = choice.language;
  // A new function makes the element drop the connector that it had.
  pay.connector = () => connector();
}

function onChange(id: string, change: (value: string) => Partial<Choice>): void {
  const field = byId<HTMLSelectElement>(id);
  field.addEventListener('change', () => choose(change(field.value)));
}

byId('language').append(...languages.map((language) => new Option(languageNames[language], language)));
byId('script').append(...Object.keys(terminalScripts).map((name) => node('option', '', name)));
byId('products').append(
  ...products.map(({ name, reference, priceMinor }) => {
    const productButton = makeButton(name, () => startSale(withOneMore(sale, reference)));
    productButton.append(node('span', 'muted', euros(priceMinor)));
    return productButton;
  }),
);
onChange('way', (way) => ({ way: way as Way }));
onChange('language', (language) => ({ language: language as Choice['language'] }));
onChange('script', (script) => ({ script: script as TerminalScript }));
initTabs();
pay.addEventListener('hipay-result', ({ detail }) => showEnd(detail));
showChoice();
showSale();
showHistory(byId('history'), connector);
showChecklist(byId('checklist'));
// The page was reloaded during a payment: query its result before anything is charged.
if (sale.handedOver) pay.resume().catch(() => {});
