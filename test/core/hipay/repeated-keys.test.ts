import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClearJson } from '../../../src/core/hipay/clear-json.ts';
import { afterReply, beginTry, type TryEnd } from '../../../src/core/hipay/delivery-try.ts';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import { withHiddenSecrets } from '../../../src/core/hipay/hidden-reply.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { answered, entryWithPaymentId } from '../../fakes/hipay-answers.ts';

const fresh = entryWithPaymentId();
const lostBefore: OutboxEntry = { ...fresh, attempts: 1, mayHaveArrived: true };
const endOf = (entry: OutboxEntry, reply: GatewayReply): TryEnd => {
  const next = afterReply(beginTry(entry), reply, 1000);
  if (next.kind !== 'end') throw new Error(`asks again: ${next.nextRequest}`);
  return next;
};
const held = (rest: string) => `{"merchant_order_id":"Order_1","amount":"10.23","currency":"EUR",${rest}}`;
const ourData = String.raw`"custom_data":"{\"_reporting_data_3\":\"payment-1\"}"`;
const transaction = '{"id":800000000001,"mid":"1234567","state":"completed"}';

describe('an answer that has a key twice', () => {
  it.each([
    ['a no and a yes', 200, '{"transactionReference":"8","state":"declined","state":"completed"}'],
    ['a yes and a no', 200, '{"transactionReference":"8","state":"completed","state":"declined"}'],
    ['the same yes', 200, '{"transactionReference":"8","state":"completed","state":"completed"}'],
    ['two orders', 200, '{"state":"completed","order":{"id":"Order_2","id":"Order_1"}}'],
    [
      'a key that is escaped',
      200,
      String.raw`{"order":{"id":"Order_1"},"st\u0061te":"","state":"completed"}`,
    ],
    ['a refusal and a duplicate', 400, '{"code":"1010202","code":"3010004"}'],
    ['a duplicate and a refusal', 400, '{"code":"3010004","code":"1010202"}'],
    ['a duplicate and a fault', 503, '{"code":"3010004","code":"1000008"}'],
  ])('to the order (%s, %i): nothing is claimed, and a look-up follows', (_, status, body) => {
    const end = endOf(fresh, answered(status, body));
    expect(end.verdict).toMatchObject({
      kind: 'later',
      detail: 'HiPay’s answer has a field twice',
    });
    expect(beginTry({ ...fresh, attempts: 1, mayHaveArrived: end.mayHaveArrived }).nextRequest).toBe(
      'look-up',
    );
  });
  it.each([
    ['two amounts', held(`"amount":"10.23",${ourData},"transactions":[${transaction}]`)],
    [
      'two states',
      held(`${ourData},"transactions":[{"id":1,"mid":"1234567","state":"declined","state":"completed"}]`),
    ],
    ['two lists', held(`${ourData},"transactions":[],"transactions":[${transaction}]`)],
  ])('to the look-up (%s): it is asked again, then a person looks', (_, body) => {
    expect(endOf(lostBefore, answered(200, body)).verdict).toMatchObject({
      kind: 'later',
      parkAs: 'answer-not-understood',
    });
  });
  it('to the look-up, not found: it is not sent again', () => {
    const body = '{"code":1000009,"code":3000001,"message":"Unknown Order"}';
    expect(endOf(lostBefore, answered(404, body)).verdict.kind).toBe('later');
  });
  it('two payments in the custom data prove no payment', () => {
    const data = (ids: string[]) =>
      JSON.stringify(`{${ids.map((id) => `"_reporting_data_3":"${id}"`).join()}}`);
    for (const ids of [
      ['payment-1', 'payment-2'],
      ['payment-2', 'payment-1'],
    ]) {
      const body = held(`"custom_data":${data(ids)},"transactions":[${transaction}]`);
      expect(endOf(lostBefore, answered(200, body)).verdict).toMatchObject({
        kind: 'parked',
        as: 'cannot-tell',
      });
    }
  });
  it('stays unclear if a secret in it is hidden', () => {
    const body = '{"transactionReference":"8","state":"declined","state":"completed","note":"geheim12345"}';
    const shown = withHiddenSecrets(answered(200, body), ['geheim12345'], []);
    expect(JSON.stringify(shown)).not.toContain('geheim');
    expect(endOf(fresh, shown).verdict.kind).toBe('later');
  });
});

describe('JSON without a repeated key', () => {
  it('is read as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseClearJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
  it.each([
    '[{"id":1},{"id":2}]',
    '{"id":{"id":{"id":1}}}',
    String.raw`{"a":"\"a\":\"a\":","b":"{\"a\":1,\"a\":2}"}`,
    '{"a":"b","b":"a"}',
  ])('%s is read', (text) => expect(parseClearJson(text)).toEqual(JSON.parse(text)));
  it('is read if it is long or deep', () => {
    const long = JSON.stringify({ a: '"\\'.repeat(500_000), b: 'x'.repeat(1_000_000) });
    expect(parseClearJson(long)).toEqual(JSON.parse(long));
    expect(parseClearJson(`${'[{"a":'.repeat(2000)}1${'}]'.repeat(2000)}`)).toBeDefined();
    expect(parseClearJson('no JSON: "a":1,"a":2')).toBeUndefined();
  });
});
