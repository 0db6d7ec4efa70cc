import { WebSocket } from 'ws';

/** Adapts the `ws` client to the browser's: after close() a browser receives no message. */
export class BrowserWebSocket extends WebSocket {
  constructor(url: string) {
    super(url);
    // Without a listener Node throws the error event; a browser ignores it.
    this.on('error', () => {});
  }

  override emit(event: string | symbol, ...details: unknown[]): boolean {
    if (event === 'message' && this.readyState !== WebSocket.OPEN) return false;
    return Reflect.apply(super.emit, this, [event, ...details]);
  }
}
