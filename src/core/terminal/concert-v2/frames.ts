import { asciiBytes, asciiText } from '../ascii.ts';

/** The six control characters of the Concert link layer. */
export const STX = 0x02;
export const ETX = 0x03;
export const EOT = 0x04;
export const ENQ = 0x05;
export const ACK = 0x06;
export const NAK = 0x15;

export type Control = 'ENQ' | 'ACK' | 'NAK' | 'EOT';

const byByte: Readonly<Record<number, Control>> = { [ENQ]: 'ENQ', [ACK]: 'ACK', [NAK]: 'NAK', [EOT]: 'EOT' };
const byName: Readonly<Record<Control, number>> = { ENQ, ACK, NAK, EOT };

/** The control that a byte means outside a frame. Inside a frame, and as its LRC, the same byte is data. */
export const controlOf = (byte: number): Control | undefined => byByte[byte];

export const controlBytes = (control: Control): Uint8Array => Uint8Array.of(byName[control]);

export type Received =
  | { readonly kind: 'control'; readonly control: Control }
  | { readonly kind: 'frame'; readonly body: string }
  /** A frame that cannot be trusted: wrong LRC, a byte that is not ASCII, or too long. */
  | { readonly kind: 'bad-frame'; readonly reason: 'lrc' | 'not-ascii' | 'too-long' }
  /** Bytes outside any frame, or a frame that was not finished. They are reported, never dropped silently. */
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array };

/** In characters. A Concert V2 body has at most 80, a V3 body on a line 512 (source: PayXpert), or about 775 in practice. */
const maxBodyLength = 4096;

/**
 * Decodes bytes into controls and frames, independent of how they are split into chunks. The byte after ETX is always
 * the LRC: 03, 04 or 15 hex in that place is not ETX, EOT or NAK.
 */
export class FrameDecoder {
  #place: 'outside' | 'body' | 'lrc' = 'outside';
  #body = new Uint8Array(maxBodyLength);
  #length = 0;
  #sum = 0;
  /** True while the body has only printable ASCII. */
  #isAscii = true;
  #stray: number[] = [];

  /** True while a frame has begun and not ended. The next byte is then due within `controlMs`. */
  get insideFrame(): boolean {
    return this.#place !== 'outside';
  }

  push(chunk: Uint8Array): Received[] {
    const received: Received[] = [];
    for (let at = 0; at < chunk.length; at++) {
      if (this.#place === 'body') at = this.#takeBody(chunk, at);
      const byte = chunk[at];
      if (byte === undefined) break;
      if (this.#place === 'body') this.#endBody(byte, received);
      else if (this.#place === 'lrc') received.push(this.#endFrame(byte));
      else this.#takeOutside(byte, received);
    }
    this.#flushStray(received);
    return received;
  }

  /** Drops a frame that stopped in the middle, and returns its bytes. */
  reset(): Received[] {
    if (this.#place === 'outside') return [];
    return [this.#abandonFrame()];
  }

  #takeOutside(byte: number, received: Received[]): void {
    const control = controlOf(byte);
    if (byte !== STX && !control) {
      this.#stray.push(byte);
      return;
    }
    this.#flushStray(received);
    if (control) received.push({ kind: 'control', control });
    else this.#startFrame();
  }

  #startFrame(): void {
    this.#place = 'body';
    this.#length = 0;
    this.#sum = 0;
    this.#isAscii = true;
  }

  /** Takes a run of body bytes; returns the index of the next STX or ETX, or the end of the chunk. */
  #takeBody(chunk: Uint8Array, from: number): number {
    let at = from;
    let sum = this.#sum;
    for (; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte < 0x20 || byte > 0x7e) {
        if (byte === ETX || byte === STX) break;
        this.#isAscii = false;
      }
      sum ^= byte;
    }
    this.#sum = sum;
    // Bytes above the limit are only counted, so that the end of the frame is still found and the frame refused.
    const room = Math.max(0, maxBodyLength - this.#length);
    this.#body.set(chunk.subarray(from, Math.min(at, from + room)), Math.min(this.#length, maxBodyLength));
    this.#length += at - from;
    return at;
  }

  #endBody(byte: number, received: Received[]): void {
    if (byte === ETX) {
      this.#sum ^= ETX;
      this.#place = 'lrc';
      return;
    }
    // STX: the sender started the frame again, or a data byte was changed to 02; then the LRC will not match.
    received.push(this.#abandonFrame());
    this.#startFrame();
  }

  #endFrame(sum: number): Received {
    this.#place = 'outside';
    if (this.#length > maxBodyLength) return { kind: 'bad-frame', reason: 'too-long' };
    if (sum !== this.#sum) return { kind: 'bad-frame', reason: 'lrc' };
    if (!this.#isAscii) return { kind: 'bad-frame', reason: 'not-ascii' };
    return { kind: 'frame', body: asciiText(this.#body.subarray(0, this.#length)) };
  }

  #abandonFrame(): Received {
    const kept = this.#body.slice(0, Math.min(this.#length, maxBodyLength));
    const tail = this.#place === 'lrc' ? [ETX] : [];
    this.#place = 'outside';
    return { kind: 'discarded', bytes: Uint8Array.of(STX, ...kept, ...tail) };
  }

  #flushStray(received: Received[]): void {
    if (this.#stray.length === 0) return;
    received.push({ kind: 'discarded', bytes: Uint8Array.from(this.#stray) });
    this.#stray = [];
  }
}

/** Longitudinal redundancy check: XOR of the bytes, start value 0. Concert takes it over body and ETX, without STX. */
export function lrc(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}

/**
 * Encodes `STX body ETX LRC`, e.g. body `A` gives `02 41 03 42`. Returns undefined if the body is empty or has a
 * character that is not printable ASCII: a control character could end the frame early and forge another frame.
 */
export function encodeFrame(body: string): Uint8Array | undefined {
  const bytes = asciiBytes(body);
  if (!bytes || bytes.length === 0) return undefined;
  const frame = new Uint8Array(bytes.length + 3);
  frame[0] = STX;
  frame.set(bytes, 1);
  frame[bytes.length + 1] = ETX;
  frame[bytes.length + 2] = lrc(bytes) ^ ETX;
  return frame;
}
