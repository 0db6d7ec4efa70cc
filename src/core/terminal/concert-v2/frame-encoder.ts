import { asciiBytes } from '../bytes/ascii.ts';
import { lrc } from '../bytes/lrc.ts';
import { ETX, STX } from './control.ts';

/**
 * `STX body ETX LRC`, e.g. body `A` gives `02 41 03 42`. Undefined where the body holds anything but printable ASCII: a
 * control character in it could end the frame early and forge another.
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
