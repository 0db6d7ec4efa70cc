// The few standard globals that core and flows may use. Browsers and Node share them; everything else (clock, network,
// storage, randomness) comes through src/core/ports.
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
/** Encodes one byte per character to base64; throws on characters above U+00FF. */
declare function btoa(data: string): string;
/** Decodes base64 to one character per byte; throws if the text is not base64. */
declare function atob(data: string): string;
/** Decodes UTF-8 or UTF-16 and leaves out the byte order mark. With `fatal` it throws on bytes of another encoding. */
declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean });
  /** With `stream`, a character that is cut at the end is not in the text: the decoder keeps its bytes for the next call. */
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}
/** Encodes UTF-8. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
