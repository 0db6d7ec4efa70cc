// The twin's own framing and layouts, written from the facts and not shared with the connector: a mistake in one must
// not hide a mistake in the other.

export const STX = 2;
export const ETX = 3;
export const EOT = 4;
export const ENQ = 5;
export const ACK = 6;
export const NAK = 21;

/** A request as the terminal shows it on its screen. */
export interface AskedPayment {
  readonly register: string;
  readonly amountMinor: number;
  readonly longAnswer: boolean;
  readonly mode: string;
  readonly type: string;
  readonly currencyNumeric: string;
  readonly privateData: string;
  readonly forced: boolean;
}

/** Undefined where a real terminal would say NAK: wrong length, an amount that is no number, or zero. */
export function readAsked(body: string): AskedPayment | undefined {
  if (body.length !== 26 && body.length !== 34) return undefined;
  const amount = body.slice(2, 10);
  if (!/^\d{8}$/.test(amount) || Number(amount) === 0) return undefined;
  return {
    register: body.slice(0, 2),
    amountMinor: Number(amount),
    longAnswer: body[10] === '1',
    mode: body[11] ?? '1',
    type: body[12] ?? '0',
    currencyNumeric: body.slice(13, 16),
    privateData: body.slice(16, 26),
    forced: body.slice(30, 34) === 'B011',
  };
}

/** A card that no bank issues, in clear as some terminals send it: the connector has to mask it. */
export const simulatedCard = '4711690463168807';

export function writeAnswer(
  asked: AskedPayment,
  status: string,
  long: boolean,
  change: { amountMinor: number; register: string; currencyNumeric: string },
): string {
  const head = change.register + status + change.amountMinor.toString().padStart(8, '0');
  const mode = status === '0' ? asked.mode : '0';
  const report = long ? simulatedCard.padEnd(55, ' ') : '';
  return head + mode + report + change.currencyNumeric + asked.privateData;
}

export function frameOf(body: string, wrongLrc: boolean): Uint8Array {
  const inner = [...body].map((letter) => letter.charCodeAt(0)).concat(ETX);
  const check = inner.reduce((sum, byte) => sum ^ byte, 0);
  return Uint8Array.from([STX, ...inner, wrongLrc ? check ^ 1 : check]);
}

/** A whole frame at the start of the bytes: its body, or `bad` for a wrong LRC. Undefined: more bytes are due. */
export function takeFrame(bytes: readonly number[]): { body: string | 'bad'; length: number } | undefined {
  const end = bytes.indexOf(ETX);
  if (end < 0 || bytes.length < end + 2) return undefined;
  const inner = bytes.slice(1, end + 1);
  const check = inner.reduce((sum, byte) => sum ^ byte, 0);
  const body = String.fromCharCode(...inner.slice(0, -1));
  return { body: check === bytes[end + 1] ? body : 'bad', length: end + 2 };
}
