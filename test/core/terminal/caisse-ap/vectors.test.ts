import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../../src/core/terminal/caisse-ap/answer.ts';
import { CaisseApAnswerReader } from '../../../../src/core/terminal/caisse-ap/answer-reader.ts';
import { caisseApDialect } from '../../../../src/core/terminal/caisse-ap/caisse-ap.ts';
import { decodeRequest } from '../../../../src/core/terminal/caisse-ap/request.ts';
import { encodeTlv, readTlv, type TlvField } from '../../../../src/core/terminal/caisse-ap/tlv.ts';
import { encodeFrame, FrameDecoder } from '../../../../src/core/terminal/concert-v2/frames.ts';
import { bytesOf, type Vector, vectors } from '../../../vectors/concert-vectors.ts';
import { judged } from './judged.ts';

const v3 = vectors.filter(({ protocol }) => protocol.startsWith('caisse-ap-v3'));
const valid = v3.filter(({ valid }) => valid);
const framed = valid.filter(({ protocol }) => protocol.endsWith('serial'));
const fromTill = valid.filter(({ direction }) => direction === 'pos->terminal');
const answers = valid.filter(({ direction }) => direction === 'terminal->pos');

function textOf({ bytes_hex, protocol }: Vector): string {
  if (!protocol.endsWith('serial')) return Buffer.from(bytes_hex, 'hex').toString('latin1');
  const [item] = new FrameDecoder().push(bytesOf(bytes_hex));
  return item?.kind === 'frame' ? item.body : '';
}
const fieldsOf = (vector: Vector) => (vector.decoded as unknown as { tlv: TlvField[] }).tlv;
const fieldOf = (vector: Vector, tag: string) => fieldsOf(vector).find((field) => field.tag === tag)?.value;

it('the file has the expected number of vectors of each kind', () => {
  expect(v3).toHaveLength(38);
  expect(valid).toHaveLength(30);
  expect(framed).toHaveLength(2);
  expect(fromTill.length).toBeGreaterThan(10);
  expect(answers.length).toBeGreaterThan(10);
});

describe('every valid vector', () => {
  it.each(valid)('$name has the documented fields', (vector) => {
    const reading = readTlv(textOf(vector));
    expect(reading).toMatchObject({ state: 'complete', fields: fieldsOf(vector) });
    expect(encodeTlv(reading.fields)).toBe(textOf(vector));
  });
  it.each(framed)('$name has the documented frame', (vector) => {
    expect(encodeFrame(textOf(vector))).toEqual(bytesOf(vector.bytes_hex));
  });
});

describe('every request', () => {
  const payments = fromTill.filter((vector) => fieldOf(vector, 'CD') !== 'I');
  it.each(payments)('$name is read with the documented values', (vector) => {
    expect(decodeRequest(textOf(vector))).toMatchObject({
      version: fieldOf(vector, 'CZ'),
      protocolId: fieldOf(vector, 'CJ'),
      registerNumber: fieldOf(vector, 'CA'),
      amountMinor: Number(fieldOf(vector, 'CB')),
      currency: 'EUR',
      operation: { '0': 'debit', '1': 'credit', '2': 'cancellation' }[fieldOf(vector, 'CD') ?? ''],
      forceAuthorization: fieldOf(vector, 'BB') === '1',
    });
  });
  it.each(payments)(
    '$name equals what the connector sends for this payment, except BF, CF, CK and CC 001',
    (vector) => {
      const asked = decodeRequest(textOf(vector));
      const encoded = caisseApDialect({
        version: asked?.version ?? '0300',
        protocolId: asked?.protocolId ?? '',
        registerNumber: '01',
      }).encodeRequest({
        operation: asked?.operation ?? 'pre-authorisation',
        means: asked?.application === '00C' ? 'cheque' : 'card',
        registerNumber: asked?.registerNumber ?? '',
        amountMinor: asked?.amountMinor ?? 0,
        currency: asked?.currency ?? 'EUR',
        forceAuthorization: asked?.forceAuthorization ?? false,
        longAnswer: false,
        receipts: false,
        receiptTo: { phone: asked?.phone, email: asked?.email },
      });
      const sent = readTlv(encoded.ok ? encoded.body : '').fields;
      expect(sent[0]?.tag).toBe('CZ');
      // Without the fields that the vectors leave out or write differently: time of the answer, tickets, fields we never send.
      const comparable = (fields: readonly TlvField[]) =>
        fields
          .filter(
            ({ tag, value }) => !['BA', 'BF', 'CF', 'CK'].includes(tag) && !(tag === 'CC' && value === '001'),
          )
          .filter(({ tag }) => asked?.version !== '0300' || !['BH', 'BI'].includes(tag))
          .map(({ tag, value }) => tag + (tag === 'CB' ? Number(value) : value))
          .sort();
      expect(comparable(sent)).toEqual(comparable(fieldsOf(vector)));
      expect(sent).toContainEqual({ tag: 'BA', value: '0' });
    },
  );
  it('the identification request equals the recorded one', () => {
    const { identification } = caisseApDialect({
      version: '0300',
      protocolId: '012345678901',
      registerNumber: '01',
    });
    const recorded = v3.find(({ name }) => name === 'v3-identification-request');
    expect(identification).toBe(recorded && textOf(recorded));
  });
});

describe('every answer', () => {
  it.each(answers)('$name is read with the documented values', (vector) => {
    const answer = decodeAnswer(textOf(vector));
    const amount = fieldOf(vector, 'CB');
    const { verdict, status, reason, operation, cardMasked, receipts, ...rest } = answer ?? {};
    expect(rest).toEqual({
      registerNumber: fieldOf(vector, 'CA'),
      amountMinor: amount === undefined ? undefined : Number(amount),
      currencyNumeric: fieldOf(vector, 'CE'),
      paymentMode: fieldOf(vector, 'CC'),
      authorisationNumber: fieldOf(vector, 'AC'),
      contractNumber: fieldOf(vector, 'CG'),
      applicationId: fieldOf(vector, 'AI'),
    });
  });
  it('has the verdict that its source documents', () => {
    const verdicts = answers.map((vector) => [vector.name, decodeAnswer(textOf(vector))?.verdict]);
    expect(Object.fromEntries(verdicts)).toEqual({
      'v3-identification-answer': 'taken',
      'v3r-success-with-ticket': 'accepted',
      'v3r-bad-format': 'refused',
      'v3r-refused-short': 'refused',
      'v3r-oca-parse': 'accepted',
      'v3r-oca-success-padded-amount': 'accepted',
      'v3r-wrong-currency-echo': 'accepted',
      'v3r-amount-mismatch': 'accepted',
      'v3r-immediate': 'taken',
      'v3r-akretion-success': 'accepted',
      'v3r-akretion-missing-tag': 'refused',
      'v3r-fide-success-no-ticket': 'accepted',
      'v3r-bridge-abandon': 'cancelled',
      'v3r-castles-tag-cz-ca': 'unreadable',
      'v3r-chunked-whole': 'unreadable',
      'v3s-success-12.42': 'accepted',
    });
  });
  it.each(answers)('$name is read byte by byte with the same result', (vector) => {
    const reader = new CaisseApAnswerReader();
    const states = [...Buffer.from(textOf(vector), 'latin1')].map((byte) => reader.push(Uint8Array.of(byte)));
    expect([states.at(-1), states.includes('broken')]).toEqual(['complete', false]);
    expect(decodeAnswer(reader.text)).toEqual(decodeAnswer(textOf(vector)));
  });
});

describe('an answer whose values are compared with the request', () => {
  const textNamed = (name: string) => textOf(v3.find((vector) => vector.name === name) as Vector);
  it.each([
    ['v3r-wrong-currency-echo', 1000, 'OTHER_PAYMENT'],
    ['v3r-oca-success-padded-amount', 1000, 'APPROVED'],
    ['v3r-amount-mismatch', 5, 'OTHER_PAYMENT'],
    ['v3r-amount-mismatch', 7, 'PARTIALLY_APPROVED'],
    ['v3r-amount-mismatch', 6, 'APPROVED'],
  ])('%s to a request for %i is %s', (name, amountMinor, outcome) => {
    expect(judged(textNamed(name), { amountMinor })).toMatchObject({ outcome });
  });
});

describe('every invalid vector', () => {
  const invalid = v3.filter(({ valid }) => !valid);
  it.each(invalid)('$name is no answer and never becomes one', (vector) => {
    expect(decodeAnswer(textOf(vector))).toBeUndefined();
    const state = new CaisseApAnswerReader().push(bytesOf(vector.bytes_hex));
    // A message without its beginning is broken at once, even if its source gives another reason.
    expect(state).toBe(vector.expect === 'incomplete' ? 'incomplete' : 'broken');
  });
});
