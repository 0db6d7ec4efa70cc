import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedText, maskNumbers, withoutSecrets } from '../../../src/core/masking.ts';
import { bareText, receivedText, sentText } from '../../../src/core/recorder/wire-text.ts';
import { encodeAnswer } from '../../../src/core/terminal/concert-v2/answer.ts';
import { encodeFrame, FrameDecoder } from '../../../src/core/terminal/concert-v2/frames.ts';
import { encodeRequest } from '../../../src/core/terminal/concert-v2/request.ts';
import { runs } from '../../property-runs.ts';

const cardNumber = fc.stringMatching(/^[1-9]\d{11,18}$/);
const word = fc.stringMatching(/^[A-Za-z ;,]{0,20}$/);

describe('a card number', () => {
  it.each([
    ['4970101234567890', '497010******7890'],
    ['no 123456789012', 'no 123456**9012'],
    ['4970 1012 3456 7890', '497010******7890'],
    ['3782-822463-10005', '378282*****0005'],
    ['order T1-20261123-0042', 'order T1-20261123-0042'],
    ['amount 00001023', 'amount 00001023'],
    ['1010201 4111 1111 1111 1111', '1010201 411111******1111'],
    ['1010201 4970 1012 3456 7890', '1010201 497010******7890'],
    ['1010201 3782-822463-10005.', '1010201 378282*****0005.'],
    ['1234 4111 1111 1111 1111 22', '1234 411111******1111 22'],
    ['4111 1111 1111 1111 5555 5555 5555 4444', '411111******1111 555555******4444'],
    ['4111.1111.1111.1111', '411111******1111'],
    ['4111/1111/1111/1111', '411111******1111'],
    ['4111_1111_1111_1111', '411111******1111'],
    ['4111\u00a01111\u00a01111\u00a01111', '411111******1111'],
    ['4111  1111  1111  1111', '411111******1111'],
    ['411 111 111 111 1111', '411111******1111'],
    ['boutique-20261201-000007', 'boutique-20261201-000007'],
    ['2026-12/2026-12-01.23', '2026-12/2026-12-01.23'],
  ])('in the text "%s" is masked, and other text stays: "%s"', (text, masked) =>
    expect(maskNumbers(text)).toBe(masked),
  );
  it('never appears in a masked text, whatever text is around it', () => {
    fc.assert(
      fc.property(cardNumber, word, word, (number, before, after) => {
        expect(maskedText(`${before}${number}${after}`, [])).not.toContain(number);
      }),
    );
  });
});

describe('a secret', () => {
  it('never appears in a masked text, whatever text is around it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(secret.trim() === secret && !/[\d•]/.test(secret));
        const masked = maskedText(`${before}${secret}${after}`, [secret]);
        expect(before.includes(secret) || after.includes(secret) || !masked.includes(secret)).toBe(true);
      }),
    );
  });
  it('is hidden in an answer of another program, however it is spelled', () => {
    const secret = `a&b<c>"d'/é ~\\+=`;
    const json = JSON.stringify(secret).slice(1, -1);
    const html = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const address = encodeURIComponent(secret);
    const form = new URLSearchParams({ x: secret }).toString().slice(2);
    for (const spelling of [
      ...[secret, json, json.replace(/\//g, '\\/'), json.replace('é', '\\u00e9').replace(/\//g, '\\/')],
      ...[html, html.replace(/"/g, '&quot;').replace(/'/g, '&#39;')],
      ...[address, address.replace(/%../g, (code) => code.toLowerCase())],
      ...[form, form.replace(/%../g, (code) => code.toLowerCase())],
    ])
      expect(withoutSecrets(`x${spelling}y${spelling}`, [secret])).toBe('x•••y•••');
  });
  it('of less than six characters is not hidden in an answer: it may be a part of a payment id or an amount', () => {
    expect(withoutSecrets('{"amount":"1023.00"}', ['1023', ''])).toBe('{"amount":"1023.00"}');
  });
  it('of less than four characters hides nothing', () => {
    expect(maskedText('an apple', ['a', ''])).toBe('an apple');
  });
});

/** The recorded text of bytes that arrive in pieces. */
const recordedText = (bytes: Uint8Array, cuts: readonly number[]): string => {
  const decoder = new FrameDecoder();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  const items = ends.flatMap((end, index) => decoder.push(bytes.slice(ends[index - 1] ?? 0, end)));
  return [...items, ...decoder.reset()].map(receivedText).join('\n');
};
const digitsOf = (text: string) => text.replace(/\D/g, '');

describe('bytes on the line', () => {
  it('are recorded in words', () => {
    expect(sentText(Uint8Array.of(5))).toBe('ENQ');
    const request = encodeRequest(
      {
        registerNumber: '01',
        amountMinor: 1023,
        longAnswer: true,
        paymentMode: '1',
        operation: 'debit',
        currency: 'EUR',
        privateData: ' '.repeat(10),
        answerAtOnce: false,
        forceAuthorization: true,
      },
      'E+',
    );
    const sent = encodeFrame(request)!;
    expect(sentText(sent)).toBe('request E+ register 01 amount 10.23 EUR debit long authorise');
    const answer = {
      registerNumber: '01',
      status: '0',
      amountMinor: 1023,
      paymentMode: '1',
      currencyNumeric: '978',
      privateData: ' '.repeat(10),
    };
    const text = (body: string) => receivedText({ kind: 'frame', body });
    expect(text(encodeAnswer(answer))).toContain(
      'answer register 01 status 0 amount 10.23 EUR mode 1 private',
    );
    expect(text(encodeAnswer(answer, '4970101234567890   0000'))).toContain(
      'report 497010******7890 private',
    );
    expect(text('hello')).toBe('STX hello ETX');
    expect(receivedText({ kind: 'bad-frame', reason: 'lrc' })).toBe('bad frame: lrc');
    expect(receivedText({ kind: 'discarded', bytes: Uint8Array.of(0x41, 0x34, 0xb4) })).toBe(
      'discarded 41 ## ##',
    );
  });
  it('never show a card number, wherever they are cut', () => {
    const body = fc
      .tuple(fc.stringMatching(/^[0-9A-Z ]{0,14}$/), cardNumber, fc.stringMatching(/^[0-9A-Z ]{0,40}$/))
      .map(([before, number, after]) => ({ number, body: before + number + after }));
    fc.assert(
      fc.property(body, fc.array(fc.nat(99)), ({ number, body: text }, cuts) => {
        // A body of 25 digits can be read as a short answer, whose fields are shown separately.
        fc.pre(text.length !== 25);
        expect(recordedText(encodeFrame(text)!, cuts)).not.toContain(number);
      }),
      runs(400),
    );
  });
  it('show no digit of a card number after damage', () => {
    fc.assert(
      fc.property(cardNumber, fc.array(fc.nat(99)), fc.nat(), fc.boolean(), (number, cuts, any, isCut) => {
        const frame = encodeFrame(`${number}XX`)!;
        const place = any % frame.length;
        // Ends the frame at this place, or flips a bit there.
        const damaged = isCut
          ? frame.slice(0, place)
          : frame.map((byte, index) => (index === place ? byte ^ 0x40 : byte));
        expect(digitsOf(recordedText(damaged, cuts).replace(/\b[0-9a-f]{2}\b/g, ''))).toBe('');
      }),
    );
  });
});

describe('a Caisse-AP message', () => {
  const tlv = (...fields: [string, string][]) =>
    fields.map(([tag, value]) => tag + String(value.length).padStart(3, '0') + value).join('');
  const paid = tlv(
    ['CZ', '0320'],
    ['CA', '01'],
    ['CB', '000000001023'],
    ['CD', '0'],
    ['CE', '978'],
    ['AE', '10'],
    ['AA', '4970101234567890'],
    ['AB', '2712'],
    ['AC', '184117'],
    ['CF', 'a person'],
    ['ZT', 'CK003100AK004AAAA'],
  );
  it('is recorded by its fields; of a field about the card, a person or a ticket only the length', () => {
    const recorded =
      'CZ=0320 CA=01 CB=10.23 EUR CD=0 CE=978 AE=10 AA=497010******7890 AB=(4 characters) AC=184117 ' +
      'CF=(8 characters) ZT=(17 characters)';
    expect(bareText(Buffer.from(paid))).toBe(recorded);
    expect(sentText(encodeFrame(paid)!)).toBe(recorded);
    expect(recordedText(encodeFrame(paid)!, [3, 40])).toBe(recorded);
  });
  it('does not show the fields inside a field whose length is wrong', () => {
    const withWrongLength = tlv(['CZ', '0320'], ['CE', '978CC003001AA0164970101234567890AB0042712']);
    expect(bareText(Buffer.from(withWrongLength))).toBe('CZ=0320 CE=(41 characters)');
  });
  it('never shows a card number, in any field and wherever the message is cut', () => {
    const tags = ['AA', 'AC', 'AI', 'AF', 'CF', 'CG', 'CJ', 'CC', 'CA', 'ZT', 'XX'];
    fc.assert(
      fc.property(cardNumber, fc.constantFrom(...tags), fc.nat(80), (number, tag, cut) => {
        const message = tlv(['CZ', '0300'], [tag, number], ['AE', '10']);
        for (const part of [message, message.slice(0, cut), message.slice(cut)])
          expect(digitsOf(bareText(Buffer.from(part)))).not.toContain(number);
      }),
    );
  });
});
