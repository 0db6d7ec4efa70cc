import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caisseApDialect } from '../../../../src/core/terminal/caisse-ap/caisse-ap.ts';
import { decodeRequest, encodeRequest } from '../../../../src/core/terminal/caisse-ap/request.ts';
import { readTlv } from '../../../../src/core/terminal/caisse-ap/tlv.ts';
import { encodeFrame } from '../../../../src/core/terminal/concert-v2/frames.ts';
import type { TerminalRequest } from '../../../../src/core/terminal/dialect.ts';

const dialect = (version: '0300' | '0301' | '0310' | '0320' = '0300') =>
  caisseApDialect({ version, protocolId: '012345678901', registerNumber: '01' });

const sale: TerminalRequest = {
  operation: 'debit',
  means: 'card',
  registerNumber: '01',
  amountMinor: 1023,
  currency: 'EUR',
  forceAuthorization: false,
  longAnswer: false,
  receipts: false,
};
const bodyOf = (change: Partial<TerminalRequest>, version?: '0300' | '0301' | '0310' | '0320') => {
  const encoded = dialect(version).encodeRequest({ ...sale, ...change });
  return encoded.ok ? encoded.body : `REFUSED ${encoded.reason}`;
};
const head = 'CZ0040300CJ012012345678901CA00201';

describe('the request to the terminal', () => {
  it.each([
    [{}, `${head}CB0041023CD0010CE003978BA0010`],
    [{ amountMinor: 5 }, `${head}CB00205CD0010CE003978BA0010`],
    [{ amountMinor: 99_999_999 }, `${head}CB00899999999CD0010CE003978BA0010`],
    [{ currency: 'XPF' }, `${head}CB0041023CD0010CE003953BA0010`],
    [{ operation: 'credit' }, `${head}CB0041023CD0011CE003978BA0010`],
    [{ operation: 'cancellation' }, `${head}CB0041023CD0012CE003978BA0010`],
    [{ operation: 'duplicate' }, `${head}CB0041023CD0013CE003978BA0010`],
    [{ operation: 'duplicate', means: 'cheque' }, `${head}CB0041023CD0013CE003978BA0010`],
    [{ means: 'cheque' }, `${head}CB0041023CD0010CE003978BA0010CC00300C`],
    [{ forceAuthorization: true }, `${head}CB0041023CD0010CE003978BA0010BB0011`],
    [{ receipts: true, receiptTo: { phone: '0606060606' } }, `${head}CB0041023CD0010CE003978BA0010`],
  ] as const)('encodes %j', (change, body) => expect(bodyOf(change)).toBe(body));

  it.each(['0310', '0320'] as const)('in version %s asks for the tickets', (version) => {
    const receiptTo = { phone: '+33606060606', email: 'customer@example.com' };
    expect(bodyOf({ receipts: true, receiptTo }, version)).toBe(
      `${head.replace('0300', version)}CB0041023CD0010CE003978BA0010CK003120BH0130033606060606BI020customer@example.com`,
    );
  });
  it('leaves out an address that does not fit', () => {
    const receiptTo = { phone: '12', email: 'höhe@example.com' };
    expect(bodyOf({ receiptTo }, '0320')).not.toMatch(/BH|BI/);
  });
});

describe('a request that cannot be sent', () => {
  it.each([
    [{ operation: 'pre-authorisation' }, 'pre-authorisation'],
    [{ operation: 'credit', means: 'cheque' }, 'credit of a cheque'],
    [{ amountMinor: 0 }, 'above zero'],
    [{ amountMinor: 1.5 }, 'above zero'],
    [{ amountMinor: 100_000_000 }, 'eight digits'],
    [{ registerNumber: '1' }, 'register number'],
    [{ registerNumber: '\n1' }, 'register number'],
  ] as const)('is refused with a reason: %j', (change, reason) =>
    expect(bodyOf(change)).toMatch(new RegExp(`^REFUSED .*${reason}`)),
  );
});

const request = fc.record({
  version: fc.constantFrom('0300', '0301', '0310', '0320'),
  protocolId: fc.stringMatching(/^\d{12}$/),
  registerNumber: fc.stringMatching(/^[0-9A-Z]{2}$/),
  amountMinor: fc.integer({ min: 1, max: 99_999_999 }),
  currency: fc.constantFrom('EUR', 'USD', 'XPF', 'JPY'),
  operation: fc.constantFrom('debit', 'credit', 'cancellation', 'duplicate'),
  application: fc.constantFrom(undefined, '00C'),
  forceAuthorization: fc.boolean(),
  ticket: fc.constantFrom(undefined, '120'),
  phone: fc.constantFrom(undefined, '0606060606'),
  email: fc.constantFrom(undefined, 'customer@example.com'),
});

it('any encoded request can be decoded, and fits into a frame', () => {
  fc.assert(
    fc.property(request, (fields) => {
      const body = encodeRequest(fields);
      expect(decodeRequest(body ?? '')).toEqual(fields);
      expect(encodeFrame(body ?? '')).toBeDefined();
      const { state, fields: written } = readTlv(body ?? '');
      expect(state).toBe('complete');
      expect(written.map(({ tag }) => tag)).not.toContain('BF');
    }),
  );
});

it.each([
  ['', 'an empty text'],
  [`${head}CB0041023CD001ICE003978`, 'an identification'],
  [`${head}CB0041023CD0010CE003000`, 'an unknown currency'],
  [`${head}CB0041,23CD0010CE003978`, 'an amount that is no number'],
  [`CZ0049999${head.slice(9)}CB0041023CD0010CE003978`, 'another version'],
])('does not decode "%s": %s', (body) => expect(decodeRequest(body)).toBeUndefined());
