// The twin's own framing, like its languages, written from the facts and not shared with the connector: a mistake in one must
// not hide a mistake in the other.

export const STX = 2;
export const ETX = 3;
export const EOT = 4;
export const ENQ = 5;
export const ACK = 6;
export const NAK = 21;

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
