import { WebSocket } from 'ws';

interface PageIdentity {
  readonly headers: Readonly<Record<string, string>>;
  readonly sockets: Set<WebSocket>;
}

/** The pages of this process by the name in their address: a browser adds cookie and origin by itself. */
const pages = new Map<string, PageIdentity>();

/** The `ws` client as a browser's WebSocket: it sends the page's cookie, and gives no message after close(). */
class PageWebSocket extends WebSocket {
  constructor(url: string) {
    const identity = pages.get(new URL(url).searchParams.get('page') ?? '');
    super(url, { headers: { ...identity?.headers } });
    identity?.sockets.add(this);
    // Without a listener Node throws the error event; a browser ignores it.
    this.on('error', () => {});
  }

  override emit(event: string | symbol, ...details: unknown[]): boolean {
    if (event === 'message' && this.readyState !== WebSocket.OPEN) return false;
    return Reflect.apply(super.emit, this, [event, ...details]);
  }
}

/** Gives this process a browser's WebSocket. Returns the function that removes it. */
export function installWebSocket(): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
  Object.defineProperty(globalThis, 'WebSocket', { value: PageWebSocket, configurable: true });
  return () => {
    if (before) Object.defineProperty(globalThis, 'WebSocket', before);
    else Reflect.deleteProperty(globalThis, 'WebSocket');
  };
}

/** Registers a page. The returned function cuts its sockets, as the end of a browser does. */
export function enterPage(name: string, headers: Readonly<Record<string, string>>): () => void {
  const sockets = new Set<WebSocket>();
  pages.set(name, { headers, sockets });
  return () => {
    pages.delete(name);
    for (const socket of sockets) socket.terminate();
  };
}
