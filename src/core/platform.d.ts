// The few standard globals that core and flows may name. Browsers and Node share them; everything else
// (clock, network, storage, randomness) comes in through src/core/ports.
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
  throwIfAborted(): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
/** One byte a character to base64; throws on characters above U+00FF. */
declare function btoa(data: string): string;
/** Base64 to one character a byte; throws where the text is none. */
declare function atob(data: string): string;
