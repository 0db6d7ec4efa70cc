import { DelimiterParser, InterByteTimeoutParser } from 'serialport';
import { FrameDecoder } from '../../../src/core/terminal/concert-v2/frames.ts';

/** Reads pieces of a line and returns the bodies of the frames that it recognizes. */
export interface FrameReader {
  readonly name: string;
  /** `wait`: waits after each piece, as long as the line was silent after it. */
  read(pieces: readonly Uint8Array[], wait?: (piece: number) => Promise<void>): Promise<string[]>;
}

const STX = 2;
const ETX = 3;

/** The usual check of a packet if the parser knows no LRC: tests the first byte and the last two. */
function bodyOf(packet: Uint8Array): string | undefined {
  if (packet[0] !== STX || packet.at(-2) !== ETX) return undefined;
  const lrc = packet.subarray(1, -1).reduce((sum, byte) => sum ^ byte, 0);
  return lrc === packet.at(-1) ? String.fromCharCode(...packet.subarray(1, -2)) : undefined;
}

export const ours: FrameReader = {
  name: 'ours',
  async read(pieces, wait) {
    const decoder = new FrameDecoder();
    const bodies: string[] = [];
    for (const [place, piece] of pieces.entries()) {
      for (const item of decoder.push(piece)) if (item.kind === 'frame') bodies.push(item.body);
      await wait?.(place);
    }
    return bodies;
  },
};

/** Splits after each ETX; the LRC is then the first byte of the next packet. */
export const delimiter: FrameReader = {
  name: 'serialport’s delimiter parser, at ETX',
  async read(pieces, wait) {
    const parser = new DelimiterParser({ delimiter: Buffer.of(ETX), includeDelimiter: true });
    const bodies: string[] = [];
    let before: Buffer | undefined;
    parser.on('data', (packet: Buffer) => {
      const whole = before && Buffer.concat([before, packet.subarray(0, 1)]);
      const body = whole && bodyOf(whole);
      if (body !== undefined) bodies.push(body);
      before = before ? packet.subarray(1) : packet;
    });
    for (const [place, piece] of pieces.entries()) {
      parser.write(Buffer.from(piece));
      await wait?.(place);
    }
    // No ETX follows the last LRC.
    parser.end(Buffer.of(ETX));
    await new Promise((resolve) => setImmediate(resolve));
    return bodies;
  },
};

/** A frame ends after a pause of this many milliseconds. */
export const interByte = (interval: number): FrameReader => ({
  name: `serialport’s inter-byte parser, ${interval} ms`,
  async read(pieces, wait) {
    const parser = new InterByteTimeoutParser({ interval, maxBufferSize: 65_536 });
    const bodies: string[] = [];
    parser.on('data', (packet: Buffer) => {
      const body = bodyOf(packet);
      if (body !== undefined) bodies.push(body);
    });
    for (const [place, piece] of pieces.entries()) {
      parser.write(Buffer.from(piece));
      await wait?.(place);
    }
    await new Promise((resolve) => setTimeout(resolve, interval * 2));
    return bodies;
  },
});
