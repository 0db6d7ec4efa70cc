import { type BridgeMessage, bridgeMessage } from '../../core/connector-api/sidecar-contract.ts';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent, LinkOpening, TerminalLine, TerminalLink } from '../../core/ports/terminal-link.ts';
import type { LinkOpenFailure } from '../../core/terminal/device-choice.ts';

export interface NetworkLinkDeps {
  /** The sidecar's bridge, e.g. `ws://localhost:8080/connector/terminal`. */
  readonly url: string;
  readonly clock: Clock;
}

/** The sidecar waits five seconds for the terminal; this longer limit is for a sidecar that does not answer. */
const openTimeoutMs = 8000;

/**
 * A terminal on the network. Each exchange has its own connection through the sidecar. Only the sidecar knows the
 * terminal's address.
 */
export const tcpBridgeLink = ({ url, clock }: NetworkLinkDeps): TerminalLink => ({
  kind: 'tcp',
  simulated: false,
  perExchange: true,
  open: (onEvent, signal) => new BridgeConnection(new WebSocket(url), onEvent, clock).open(signal),
  // No event reports the return of a terminal on the network, so `NetworkTerminal` probes it again.
  onChange: () => () => {},
});

/** The WebSocket to the sidecar: first opens the line, then passes its events on. */
class BridgeConnection {
  #settle: (opening: LinkOpening) => void = () => {};
  #line: BridgeLine | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly onEvent: (event: LinkEvent) => void,
    private readonly clock: Clock,
  ) {
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => this.#onData(data));
    socket.addEventListener('close', () => this.#onEnd('the sidecar ended the connection'));
  }

  async open(signal?: AbortSignal): Promise<LinkOpening> {
    const stop = this.clock.after(openTimeoutMs, () => this.#fail('away', 'the sidecar does not answer'));
    const abort = () => this.#fail('failed', 'given up');
    signal?.addEventListener('abort', abort);
    try {
      return await new Promise<LinkOpening>((resolve) => {
        this.#settle = resolve;
        if (signal?.aborted) abort();
      });
    } finally {
      stop();
      signal?.removeEventListener('abort', abort);
    }
  }

  #onData(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      if (this.#line?.isOpen) this.onEvent({ kind: 'bytes', bytes: new Uint8Array(data) });
      return;
    }
    const message = parseMessage(data);
    if (message) this.#onMessage(message);
  }

  #onMessage(message: BridgeMessage): void {
    switch (message.kind) {
      case 'connected':
        this.#line = new BridgeLine(this.socket, this.onEvent);
        this.#settle({ ok: true, line: this.#line, description: message.address });
        return;
      case 'refused':
        this.#fail(message.failure, message.detail);
        return;
      case 'taken':
        this.#line?.onAccepted(message.total);
        return;
      case 'closed':
        this.#onEnd(message.reason);
        return;
      default:
        message satisfies never;
    }
  }

  #fail(failure: LinkOpenFailure, detail: string): void {
    // An open line reports its end itself.
    if (this.#line) return;
    this.#settle({ ok: false, failure, detail });
    this.socket.close();
  }

  #onEnd(reason: string): void {
    if (this.#line) this.#line.end(reason);
    else this.#fail('away', 'the sidecar cannot be reached, or is set to another kind of terminal');
  }
}

interface Sending {
  /** Number of bytes that the connection has sent in total when this sending is complete. */
  readonly untilTotal: number;
  done(): void;
  lost(error: Error): void;
}

class BridgeLine implements TerminalLine {
  #sent = 0;
  #sending: Sending[] = [];
  isOpen = true;

  constructor(
    private readonly socket: WebSocket,
    private readonly onEvent: (event: LinkEvent) => void,
  ) {}

  /** Resolves when the sidecar reports that its computer has accepted all bytes. */
  send(bytes: Uint8Array): Promise<void> {
    if (!this.isOpen) return Promise.reject(new Error('the line is closed'));
    this.#sent += bytes.length;
    this.socket.send(bytes as Uint8Array<ArrayBuffer>);
    return new Promise((done, lost) => this.#sending.push({ untilTotal: this.#sent, done, lost }));
  }

  /** `total`: number of bytes that the sidecar's computer has accepted since the line opened. */
  onAccepted(total: number): void {
    const accepted = this.#sending.filter(({ untilTotal }) => untilTotal <= total);
    this.#sending = this.#sending.filter(({ untilTotal }) => untilTotal > total);
    for (const { done } of accepted) done();
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    const closed = new Promise<void>((resolve) => this.socket.addEventListener('close', () => resolve()));
    this.socket.close();
    await closed;
    this.end('closed');
  }

  end(reason: string): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const { lost } of this.#sending) lost(new Error(reason));
    this.#sending = [];
    this.onEvent({ kind: 'closed', reason });
  }
}

const parseMessage = (data: unknown): BridgeMessage | undefined => parseJsonAs(bridgeMessage, data);
