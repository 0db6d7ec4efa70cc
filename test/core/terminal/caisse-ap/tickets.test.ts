import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../../src/core/terminal/caisse-ap/answer.ts';
import { encodeTlv } from '../../../../src/core/terminal/caisse-ap/tlv.ts';
import { vectors } from '../../../vectors/concert-vectors.ts';
import { judged } from './judged.ts';

const accepted = 'CZ0040320AE00210CA00201CB0041023CD0010CE003978';
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const zt = (...pairs: [kind: string, ak: string][]) =>
  encodeTlv([
    {
      tag: 'ZT',
      value:
        encodeTlv(
          pairs.flatMap(([kind, value]) => [
            { tag: 'CK', value: kind },
            { tag: 'AK', value },
          ]),
        ) ?? '',
    },
  ]) ?? '';
const receiptsOf = (tail: string) => decodeAnswer(accepted + tail)?.receipts;

describe('a ticket as text', () => {
  it('is read from the sample answer', () => {
    const sample = vectors.find(({ name }) => name === 'v3r-success-with-ticket');
    const answer = decodeAnswer(Buffer.from(sample?.bytes_hex ?? '', 'hex').toString('latin1'));
    expect(answer?.receipts).toHaveLength(1);
    expect(answer?.receipts?.[0]).toMatchObject({ for: 'customer', form: 'text' });
    expect(answer?.receipts?.[0]?.content).toMatch(/^ {2}CARTE BANCAIRE\n {6}SANS CONTACT\n/);
    expect(answer?.receipts?.[0]?.content).toContain('123,45 EUR');
  });
  it.each([
    ['000', 'customer'],
    ['110', 'merchant'],
    ['120', 'both'],
    ['1x0', 'customer'],
  ])('with CK %s is for %s', (kind, owner) => {
    expect(receiptsOf(zt([kind, base64('MERCI')]))).toEqual([{ for: owner, form: 'text', content: 'MERCI' }]);
  });
  it('is read together with a second ticket, in one field or in two', () => {
    const inOneField = zt(['100', base64('A')], ['110', base64('B')]);
    expect(receiptsOf(inOneField)?.map(({ content }) => content)).toEqual(['A', 'B']);
    const inTwoFields = zt(['100', base64('A')]) + zt(['110', base64('B')]);
    expect(receiptsOf(inTwoFields)?.map((ticket) => ticket.for)).toEqual(['customer', 'merchant']);
  });
  it('keeps its accents, its euro sign and its lines', () => {
    expect(receiptsOf(zt(['100', base64('D\u00c9BIT\r\n10,23 \u0080\rMERCI')]))?.[0]?.content).toBe(
      'DÉBIT\n10,23 €\nMERCI',
    );
  });
  const bytes = (...values: (string | number)[]) =>
    Buffer.concat(values.map((each) => (typeof each === 'string' ? Buffer.from(each) : Buffer.of(each))));
  it.each([
    ['UTF-8', bytes('DÉBIT 10,23 €, cœur'), 'DÉBIT 10,23 €, cœur'],
    ['UTF-8 with a byte order mark', bytes('\ufeffDÉBIT'), 'DÉBIT'],
    ['UTF-8, cut inside its last letter', bytes('DÉBIT É').subarray(0, -1), 'DÉBIT '],
    ['Latin-1', bytes('D', 0xc9, 'BIT'), 'DÉBIT'],
    ['Latin-1 with a half', bytes('1', 0xbd, ' p', 0xe2, 't', 0xe9), '1½ pâté'],
    [
      'Latin-9',
      bytes('D', 0xc9, 'BIT 10,23 ', 0xa4, ', c', 0xbd, 'ur, ', 0xbc, 'UVRE'),
      'DÉBIT 10,23 €, cœur, ŒUVRE',
    ],
    ['Windows-1252', bytes('l', 0x92, 'achat 10,23 ', 0x80), 'l’achat 10,23 €'],
  ])('is read in %s', (_, content, text) => {
    expect(receiptsOf(zt(['100', content.toString('base64')]))?.[0]?.content).toBe(text);
  });
  it('contains no printer commands', () => {
    expect(receiptsOf(zt(['100', base64('\u001b@MERCI\u0000\u0007\tA')]))?.[0]?.content).toBe('@MERCI A');
  });
  it.each(['4711690463168807', '4711 6904 6316 8807', '4711-6904-6316-8807'])(
    'hides the card number %s',
    (card) => {
      const content = receiptsOf(zt(['100', base64(`CARTE ${card}\n`)]))?.[0]?.content;
      expect(content).toContain('471169******8807');
    },
  );
});

describe('an HTML ticket becomes text', () => {
  const ticketOf = (html: string) => receiptsOf(zt(['101', base64(html)]))?.[0];
  it('line by line, without anything that could run', () => {
    const html =
      '<html><head><title>x</title></head><body onload="evil()"><p>CARTE  BANCAIRE</p><script>evil()</script>' +
      '<img src=x onerror=evil()><div>10,23&nbsp;&euro;</div>A &lt;b&gt; &amp;amp; &#233;<br/>B</body></html>';
    expect(ticketOf(html)).toEqual({
      for: 'customer',
      form: 'text',
      content: 'CARTE BANCAIRE\n\n10,23 €\nA <b> &amp; é\nB',
    });
  });
  it('with a masked card number, even if a tag was inside the number', () => {
    expect(ticketOf('<b>47116904</b><i>63168807</i>')?.content).toBe('471169******8807');
  });
  it('without an unfinished tag', () => {
    expect(ticketOf('MERCI <a href="')?.content).toBe('MERCI');
  });
  it('without an invalid character reference, and with an unknown one unchanged', () => {
    expect(ticketOf('A&#x110000;B&unknown;')?.content).toBe('AB&unknown;');
  });
});

describe('an answer with a damaged ticket', () => {
  const good = base64('MERCI BEAUCOUP');
  it.each([
    ['content that is not base64', zt(['100', '****'])],
    ['content without text', zt(['100', base64('\u0001\u0002')])],
    ['no kind of ticket', 'ZT009AK004QUJD'],
    ['no fields inside', 'ZT005hello'],
    ['a length of zero inside', 'ZT005CK000'],
    ['a field that is cut', `ZT099CK003100AK080${good.slice(0, 10)}`],
    ['only a tag inside', 'ZT002CK'],
  ])('with %s is approved, without the ticket', (_, ticket) =>
    expect(judged(accepted + ticket)?.outcome).toBe('APPROVED'),
  );

  it('is read even if lengths are one too long, as real terminals send them', () => {
    const ticket = `ZT${String(13 + good.length + 1).padStart(3, '0')}CK003100AK${String(good.length + 1).padStart(3, '0')}${good}`;
    for (const tail of ['', '\n']) {
      expect(receiptsOf(ticket + tail)?.[0]?.content).toBe('MERCI BEAUCOUP');
      expect(judged(accepted + ticket + tail)?.outcome).toBe('APPROVED');
    }
  });
  it('is read even if there is white space inside the base64', () => {
    expect(receiptsOf(zt(['100', `${good.slice(0, 7)}\r\n ${good.slice(7)}\n`]))?.[0]?.content).toBe(
      'MERCI BEAUCOUP',
    );
  });
  it('is no answer if it is cut before the ticket', () => {
    expect(judged(`${accepted}CG0071234`)).toBeUndefined();
  });
});
