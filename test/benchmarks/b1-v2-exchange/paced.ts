import { Duplex } from 'node:stream';

/** Busy waiting, because Node's timers have a resolution of one millisecond, about the time of a character. */
function waitUntil(moment: number): void {
  while (performance.now() < moment);
}

/**
 * A stream with the speed of a serial line: bytes are delivered after the time of their characters, and sent
 * one character at a time. The protocol never uses both directions at the same time.
 */
export function paced(line: Duplex, characterMs: number): Duplex {
  const slow = new Duplex({
    read() {},
    write(bytes: Uint8Array, _encoding, done) {
      const begun = performance.now();
      for (const [place, byte] of bytes.entries()) {
        waitUntil(begun + characterMs * (place + 1));
        line.write(Uint8Array.of(byte));
      }
      done();
    },
  });
  line.on('data', (bytes: Uint8Array) => {
    waitUntil(performance.now() + characterMs * bytes.length);
    slow.push(bytes);
  });
  line.on('close', () => slow.destroy());
  line.on('error', () => slow.destroy());
  return slow;
}
