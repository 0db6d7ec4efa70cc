import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTlv, readTlv } from '../../../../src/core/terminal/caisse-ap/tlv.ts';

const field = fc.record({
  tag: fc.stringMatching(/^[A-Z]{2}$/),
  value: fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 60,
  }),
});
const fields = fc.array(field, { minLength: 1, maxLength: 12 });

describe('fields', () => {
  it('are read as they were written, for any value', () => {
    fc.assert(
      fc.property(fields, (written) => {
        expect(readTlv(encodeTlv(written) ?? '')).toMatchObject({ state: 'complete', fields: written });
      }),
    );
  });
  it('that are cut are never broken, and the fields before the cut are read', () => {
    fc.assert(
      fc.property(fields, fc.nat(), (written, at) => {
        const text = encodeTlv(written) ?? '';
        const reading = readTlv(text.slice(0, at % text.length));
        expect(reading.state).not.toBe('broken');
        expect(written.slice(0, reading.fields.length)).toEqual(reading.fields);
      }),
    );
  });
  it.each([
    [{ tag: 'C', value: '1' }],
    [{ tag: 'cz', value: '1' }],
    [{ tag: 'CZ', value: '' }],
    [{ tag: 'CZ', value: 'x'.repeat(1000) }],
  ])('such as %j cannot be encoded', (field) => expect(encodeTlv([field])).toBeUndefined());
  it('have values of up to 999 characters', () => {
    const longest = [{ tag: 'AK', value: 'x'.repeat(999) }];
    expect(readTlv(encodeTlv(longest) ?? '')).toMatchObject({ state: 'complete', fields: longest });
  });
});

describe('a text that ends too early', () => {
  it.each(['C', 'CZ', 'CZ0', 'CZ00', 'CZ004', 'CZ00403'])('%s is incomplete', (text) => {
    expect(readTlv(text)).toMatchObject({ state: 'incomplete', place: 0 });
  });
  it('reports which field was cut, and where it begins', () => {
    expect(readTlv('CZ0040300CB00512')).toEqual({
      state: 'incomplete',
      fields: [{ tag: 'CZ', value: '0300' }],
      place: 9,
      cut: { tag: 'CB', value: '12' },
      missing: 3,
    });
  });
});

describe('a text that is no field', () => {
  it.each([
    ['CZ0040300ae00210', 9, 'tag'],
    ['1', 0, 'tag'],
    ['CZ0040300AE00X10', 9, 'length'],
    ['CZ000', 0, 'length'],
    ['CZ0 4', 0, 'length'],
  ])('(%s) is broken at index %i by its %s', (text, place, fault) => {
    expect(readTlv(text)).toMatchObject({ state: 'broken', place, fault });
  });
});

it('ignores a line end before a tag or after the last field', () => {
  const reading = readTlv('CZ0040300\nAE00210\r\n');
  expect(reading).toMatchObject({
    state: 'complete',
    fields: [
      { tag: 'CZ', value: '0300' },
      { tag: 'AE', value: '10' },
    ],
  });
});
