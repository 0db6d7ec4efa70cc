import { describe, expect, it } from 'vitest';
import { decodeAnswer, encodeAnswer } from '../../../../src/core/terminal/concert-v2/answer.ts';
import { encodeFrame, FrameDecoder, type Received } from '../../../../src/core/terminal/concert-v2/frames.ts';
import { decodeRequest, encodeRequest } from '../../../../src/core/terminal/concert-v2/request.ts';
import { bytesOf, vectors } from '../../../vectors/concert-vectors.ts';

const decode = (hex: string): Received[] => new FrameDecoder().push(bytesOf(hex));
const bodyOf = (hex: string): string => {
  const [first, ...rest] = decode(hex);
  expect(rest).toEqual([]);
  if (first?.kind !== 'frame') throw new Error(`no frame but ${first?.kind}`);
  return first.body;
};
const v2 = vectors.filter(({ protocol }) => protocol.startsWith('concert-'));
const framed = v2.filter(
  ({ valid, bytes_hex }) => valid && bytes_hex.startsWith('02') && bytes_hex.length > 2,
);
const requests = framed.filter(
  ({ protocol, decoded }) => protocol.startsWith('concert-v2-e') && decoded?.['type'],
);
const answers = framed.filter(({ decoded }) => decoded?.['stat'] !== undefined);

describe('every framed vector', () => {
  it.each(framed)('$name decodes to one frame and encodes to the same bytes', ({ bytes_hex }) => {
    expect(encodeFrame(bodyOf(bytes_hex))).toEqual(bytesOf(bytes_hex));
  });
  it.each(framed)('$name decodes byte by byte to the same frame', ({ bytes_hex }) => {
    const decoder = new FrameDecoder();
    const received = [...bytesOf(bytes_hex)].flatMap((byte) => decoder.push(Uint8Array.of(byte)));
    expect(received).toEqual(decode(bytes_hex));
  });
});

describe('every request vector', () => {
  it.each(requests)('$name is read with the documented values and written again', (vector) => {
    const { bytes_hex, decoded, protocol } = vector;
    const body = bodyOf(bytes_hex);
    const reading = decodeRequest(body);
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.variant).toBe(protocol === 'concert-v2-e' ? 'E' : 'E+');
    expect(reading.request).toMatchObject({
      registerNumber: decoded?.['pos'],
      amountMinor: decoded?.['amount_minor'],
      longAnswer: decoded?.['answer_flag'] === '1',
      paymentMode: decoded?.['mode'],
      privateData: decoded?.['private'],
      answerAtOnce: decoded?.['delay'] === 'A011',
      forceAuthorization: decoded?.['auth'] === 'B011',
    });
    expect(encodeRequest(reading.request, reading.variant)).toBe(body);
  });
});

describe('every answer vector', () => {
  it.each(answers)('$name is read with the documented values and written again', ({ bytes_hex, decoded }) => {
    const body = bodyOf(bytes_hex);
    const reading = decodeAnswer(body);
    if (!reading.ok) throw new Error(reading.reason);
    const { report, ...answer } = reading.answer;
    expect(answer).toEqual({
      registerNumber: decoded?.['pos'],
      status: decoded?.['stat'],
      amountMinor: decoded?.['amount_minor'],
      paymentMode: decoded?.['mode'],
      currencyNumeric: decoded?.['currency'],
      privateData: decoded?.['private'],
    });
    const rawReport = decoded?.['rep'] as string | undefined;
    expect(encodeAnswer(answer, rawReport)).toBe(body);
    if (rawReport) expect(JSON.stringify(report)).not.toContain(rawReport.slice(0, 11));
  });
});

describe('every invalid vector', () => {
  it.each(v2.filter(({ valid }) => !valid))('$name is no answer', ({ bytes_hex }) => {
    const readable = decode(bytes_hex).filter((item) => item.kind === 'frame' && decodeAnswer(item.body).ok);
    expect(readable).toEqual([]);
  });
  it('is reported as a bad frame or as discarded bytes', () => {
    const reasons = v2
      .filter(({ valid }) => !valid)
      .map(({ name, bytes_hex }) => [name, decode(bytes_hex)[0]?.kind]);
    expect(Object.fromEntries(reasons)).toEqual({
      'v2r-short-accepted-0.01-modeB-badlrc': 'bad-frame',
      'v2n-lrc-wrong': 'bad-frame',
      'v2n-should-not-be-decoded': 'discarded',
      'v2n-length-mismatch': 'discarded',
    });
  });
});

describe('every control vector', () => {
  it.each([
    ['05', ['ENQ']],
    ['06', ['ACK']],
    ['15', ['NAK']],
    ['04', ['EOT']],
    ['0504', ['ENQ', 'EOT']],
    ['0615', ['ACK', 'NAK']],
  ])('%s is decoded to its control bytes', (hex, controls) => {
    expect(v2.some(({ bytes_hex }) => bytes_hex === hex)).toBe(true);
    expect(decode(hex)).toEqual(controls.map((control) => ({ kind: 'control', control })));
  });
  it('a single STX begins a frame, and a single ETX is discarded', () => {
    expect(decode('02')).toEqual([]);
    expect(decode('03')).toEqual([{ kind: 'discarded', bytes: Uint8Array.of(3) }]);
  });
});
