import { connect, type Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { BridgeMessage } from '../../core/connector-api/sidecar-contract.ts';
import type { Log } from '../program/log.ts';

export interface TerminalAddress {
  readonly host: string;
  readonly port: number;
}

/** Time for the terminal to accept the connection. Most tills wait five seconds too (concert.md 3.7). */
const connectTimeoutMs = 5000;

/**
 * Forwards bytes between the page and the terminal of the configuration, because a browser cannot open a TCP connection.
 * Allows one connection at a time, and the page cannot choose the address. Neither reads nor logs the bytes.
 */
export function terminalBridge({ host, port }: TerminalAddress, log: Log) {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  let connectedPage: WebSocket | undefined;
  return (page: WebSocket): void => {
    const send = (message: BridgeMessage) => {
      if (page.readyState === page.OPEN) page.send(JSON.stringify(message));
    };
    if (connectedPage) {
      send({ kind: 'refused', failure: 'in-use', detail: `another window is calling ${address}` });
      page.close();
      return;
    }
    connectedPage = page;
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    const release = () => {
      if (connectedPage === page) connectedPage = undefined;
    };
    socket.on('close', release);
    page.on('close', () => {
      release();
      socket.destroy();
    });
    page.on('error', () => page.terminate());
    forward(page, socket, send, address, log);
  };
}

function forward(
  page: WebSocket,
  socket: Socket,
  send: (message: BridgeMessage) => void,
  address: string,
  log: Log,
): void {
  let connected = false;
  let writtenBytes = 0;
  const end = (reason: string) => {
    socket.destroy();
    if (connected) send({ kind: 'closed', reason });
    else send({ kind: 'refused', failure: 'away', detail: `${address}: ${reason}` });
    page.close();
  };
  const connectTimer = setTimeout(
    () => end(`no connection within ${connectTimeoutMs / 1000} s`),
    connectTimeoutMs,
  );
  socket.on('connect', () => {
    clearTimeout(connectTimer);
    connected = true;
    send({ kind: 'connected', address });
  });
  socket.on('data', (bytes) => page.send(bytes, { binary: true }));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    log.warn({ address, code: error.code }, 'the terminal on the network');
    end(errorTexts[error.code ?? ''] ?? error.message);
  });
  socket.on('close', () => {
    clearTimeout(connectTimer);
    end('the terminal closed the connection');
  });
  page.on('message', (data, isBinary) => {
    if (!isBinary || !connected) return;
    const bytes = data as Buffer;
    socket.write(bytes, (error) => {
      if (error) return;
      writtenBytes += bytes.length;
      send({ kind: 'taken', total: writtenBytes });
    });
  });
}

/** Texts for the cashier, by error code of the system. */
const errorTexts: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused: the terminal sleeps, or its port is another one',
  EHOSTUNREACH: 'there is no way to this address: is the terminal on the same network?',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'no answer: is the terminal on, and on the same network?',
  ENOTFOUND: 'no device has this name',
  ECONNRESET: 'the terminal broke off the connection',
};
