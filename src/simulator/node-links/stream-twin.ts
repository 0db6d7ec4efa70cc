import type { Duplex } from 'node:stream';
import { type RunningTwin, runTwin } from '../terminal/run-twin.ts';
import type { TwinLanguage } from '../terminal/twin-language.ts';
import type { TwinScript } from '../terminal/twin-script.ts';

/** `till`: bytes from the till. `terminal`: bytes from the simulated terminal. */
export type WireListener = (speaker: 'till' | 'terminal', bytes: Uint8Array) => void;

export interface StreamTwinOptions {
  readonly onWire?: WireListener;
  /** Pulls the cable on this stream; by default the stream ends. */
  readonly unplug?: () => void;
  /** The language in its frames; by default Concert V2. */
  readonly language?: TwinLanguage;
}

/**
 * Runs the simulated terminal on any Node stream: a socket, a pseudo-terminal, the other end of a simulated serial
 * line.
 */
export function twinOnStream(
  stream: Duplex,
  script: TwinScript,
  options: StreamTwinOptions = {},
): RunningTwin {
  const twin = runTwin(
    script,
    {
      send(bytes) {
        options.onWire?.('terminal', bytes);
        if (stream.writable) stream.write(bytes);
      },
      unplug: options.unplug ?? (() => stream.destroy()),
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    },
    options.language,
  );
  stream.on('data', (chunk: Uint8Array) => {
    options.onWire?.('till', chunk);
    twin.hear(chunk);
  });
  // A till that disconnects is not an error of the terminal; its timers go on.
  stream.on('error', () => {});
  return twin;
}
