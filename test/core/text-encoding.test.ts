import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText, encodeText, type TextEncodingName } from '../../src/core/text-encoding.ts';

const encodings: readonly TextEncodingName[] = [
  'UTF-8',
  'UTF-8 with BOM',
  'UTF-16LE',
  'UTF-16BE',
  'Windows-1252',
];

describe('a text is read in the encoding in which it was saved', () => {
  test.each<[TextEncodingName, readonly number[]]>([
    ['UTF-8', [0xc3, 0xa9, 0xe2, 0x82, 0xac]],
    ['UTF-8 with BOM', [0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0xe2, 0x82, 0xac]],
    ['UTF-16LE', [0xff, 0xfe, 0xe9, 0x00, 0xac, 0x20]],
    ['UTF-16BE', [0xfe, 0xff, 0x00, 0xe9, 0x20, 0xac]],
    ['Windows-1252', [0xe9, 0x80]],
  ])('%s', (encoding, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toEqual({ text: 'é€', encoding });
    expect([...encodeText('é€', encoding)]).toEqual(bytes);
  });
});

test.each(encodings)('any text in %s is the same after it was written and read', (encoding) => {
  const accents = fc.string({ unit: fc.constantFrom(...'abé: "\n€œŸ') }).map((text) => `é ${text}`);
  const anyText = encoding === 'Windows-1252' ? accents : fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(!text.startsWith('\ufeff') && text !== '');
      expect(decodeText(encodeText(text, encoding))).toEqual({ text, encoding });
    }),
  );
});

test('any bytes in Windows-1252 are the same after they were read and written', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const { text, encoding } = decodeText(bytes);
      fc.pre(encoding === 'Windows-1252');
      expect([...encodeText(text, encoding)]).toEqual([...bytes]);
    }),
  );
});

test('a character that Windows-1252 does not have makes the text UTF-8', () => {
  expect(decodeText(encodeText('Łódź', 'Windows-1252'))).toEqual({ text: 'Łódź', encoding: 'UTF-8' });
});
