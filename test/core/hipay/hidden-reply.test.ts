import fc from 'fast-check';
import { expect, it } from 'vitest';
import { httpGateway } from '../../../src/adapters/http-gateway/http-gateway.ts';
import { afterReply, beginTry } from '../../../src/core/hipay/delivery-try.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { afterAttempt, beginAttempt } from '../../../src/core/hipay/outbox-machine.ts';
import { isObject } from '../../../src/core/stored-object.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

const account = {
  ...{ url: 'http://localhost/rest/v1/order', lookUpUrl: 'http://localhost/v3/order' },
  ...{ login: 'shop', password: 'Zq§7&%/<kQ"~Wx9{', hashKey: 'kQ"~Wx9{jY#5=Vz>?' },
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const secrets = [account.password, account.hashKey];
const spellings = [
  ...secrets,
  ...[...secrets, `shop:${account.password}`].map(base64),
  ...secrets.map(encodeURIComponent),
  // The end of one is the beginning of the other.
  'Zq§7&%/<kQ"~Wx9{jY#5=Vz>?',
];
const card = '4111111111111111';

const entry = anEntry({
  fields: [
    ['orderid', 'Order_1'],
    ['amount', '10.23'],
    ['currency', 'EUR'],
    ['custom_data', '{"_reporting_data_3":"payment-1"}'],
  ],
});
const lostBefore: OutboxEntry = { ...entry, attempts: 1, mayHaveArrived: true };

const orderAnswer = {
  state: 'completed',
  transactionReference: '800000000001',
  mid: '1234567',
  currency: 'EUR',
  order: { id: 'Order_1', amount: '10.23', currency: 'EUR' },
};
const refusal = { code: '1010202', message: 'too long', description: 'a field' };
const found = {
  id: 1,
  merchant_order_id: 'Order_1',
  amount: '10.23',
  currency: { code: 'EUR', name: 'Euro' },
  date_created: '2026-11-30T10:00:00+0000',
  custom_data: '{"_reporting_data_3":"payment-1"}',
  transactions: [{ id: 800000000001, mid: '1234567', state: 'completed', amount: '10.23', currency: 'EUR' }],
};
const replies = [
  { status: 200, body: orderAnswer },
  { status: 200, body: { ...orderAnswer, state: 'declined' } },
  ...[200, 400, 401, 404, 503].map((status) => ({ status, body: { ...refusal, ...orderAnswer } })),
  ...[400, 401, 404, 429, 500].map((status) => ({ status, body: refusal })),
  { status: 200, body: found },
  { status: 200, body: { ...found, custom_data: null } },
  { status: 200, body: { ...found, custom_data: { _reporting_data_3: 'payment-2' } } },
  { status: 200, body: { ...found, amount: { value: '10.23' }, currency: ['EUR'] } },
  { status: 200, body: { ...found, transactions: [{ ...found.transactions[0], state: 'waiting' }] } },
  { status: 200, body: [{ ...found, merchant_order_id: 'Order_2' }] },
];

type Path = readonly (string | number)[];
/** The paths of all values that hold no others. */
const leaves = (value: unknown, path: Path = []): Path[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([name, item]) => leaves(item, [...path, name]));
};
/** The same answer with another text at this path; `inName`: in the name of the value. */
const changed = (value: unknown, path: Path, change: (text: string) => string, inName: boolean): unknown => {
  const [first, ...rest] = path;
  if (first === undefined) return change(String(value));
  if (Array.isArray(value))
    return value.map((item, index) => (index === first ? changed(item, rest, change, inName) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => {
      if (name !== first) return [name, item];
      return inName && rest.length === 0
        ? [name, { [change(name)]: item }]
        : [name, changed(item, rest, change, inName)];
    }),
  );
};

/** The texts that are stored of a try that is answered so, of its order and of its look-up. */
async function storedTexts(status: number, body: string): Promise<string> {
  const gateway = httpGateway(async () => new Response(body, { status }));
  const texts: string[] = [];
  for (const tried of [entry, lostBefore]) {
    let current = beginTry(tried);
    for (;;) {
      const reply =
        current.nextRequest === 'order'
          ? await gateway.sendOrder(account, tried.fields)
          : await gateway.lookUpOrder(account, 'Order_1');
      const next = afterReply(current, reply, 1000);
      if (next.kind === 'ask') {
        current = next;
        continue;
      }
      const { fields: _, ...stored } = afterAttempt(beginAttempt(tried, 1, 0), next, 1000, 0);
      texts.push(...leaves(stored).map((path) => String(path.reduce<unknown>(at, stored))));
      break;
    }
  }
  return texts.join('\n');
}
const at = (value: unknown, key: string | number): unknown =>
  (value as Readonly<Record<string | number, unknown>>)[key];

const places = replies.flatMap(({ status, body }) => leaves(body).map((path) => ({ status, body, path })));
const quoting = fc.record({
  place: fc.constantFrom(...places),
  inName: fc.boolean(),
  // Long enough that the text is cut inside the secret.
  before: fc.oneof(
    fc.constantFrom('', ' ', 'x '),
    fc.integer({ min: 1, max: 310 }).map((n) => '.'.repeat(n)),
  ),
  after: fc.constantFrom('', ' 1', '.00'),
  keeps: fc.boolean(),
});
const bodyOf = (
  { place, inName, before, after, keeps }: typeof quoting extends fc.Arbitrary<infer T> ? T : never,
  quoted: string,
) =>
  JSON.stringify(
    changed(place.body, place.path, (text) => `${keeps ? text : ''}${before}${quoted}${after}`, inName),
  );

it('a secret that an answer quotes anywhere is not stored, nor six characters of it', async () => {
  await fc.assert(
    fc.asyncProperty(quoting, fc.constantFrom(...spellings), async (given, secret) => {
      const stored = await storedTexts(given.place.status, bodyOf(given, secret));
      for (let from = 0; from + 6 <= secret.length; from++)
        expect(stored).not.toContain(secret.slice(from, from + 6));
    }),
    { numRuns: 3000 },
  );
});

it('a card number that an answer quotes anywhere is stored masked', async () => {
  await fc.assert(
    fc.asyncProperty(
      quoting,
      fc.constantFrom(card, '4111 1111 1111 1111', '4111-1111-1111-1111'),
      async (given, number) => {
        const quoted = given.keeps ? ` ${number}` : number;
        const stored = await storedTexts(given.place.status, bodyOf({ ...given, after: '' }, quoted));
        expect(stored.replace(/[ -]/g, '')).not.toContain(card.slice(0, 11));
      },
    ),
    { numRuns: 1000 },
  );
});

it.each([
  ['the state of an order', 200, { ...orderAnswer, state: `${card} weird ${account.password}` }],
  [
    'the state of a transaction',
    200,
    { ...found, transactions: [{ state: `${'x'.repeat(30)} ${account.hashKey}` }] },
  ],
  ['the amount of a transaction', 200, { ...found, transactions: [{ amount: `${account.password} 1` }] }],
  ['the number of an order', 200, { ...found, merchant_order_id: `no ${account.password}` }],
])('a secret in %s is stored as dots', async (_, status, body) => {
  const stored = await storedTexts(status, JSON.stringify(body));
  expect(stored).toContain('•••');
  for (const secret of secrets) expect(stored).not.toContain(secret.slice(0, 6));
});
