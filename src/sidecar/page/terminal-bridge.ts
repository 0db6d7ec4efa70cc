import { connect, type Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { BridgeMessage } from '../../core/connector-api/sidecar-contract.ts';
import type { Log } from '../program/log.ts';

export interface TerminalAddress {
  readonly host: string;
  readonly port: number;
}

/** Most tills give a terminal five seconds to accept the connection (concert.md 3.7). */
const connectMs = 5000;

/**
 * Carries bytes between the page and the terminal of the configuration, because a browser cannot open a TCP connection.
 * One connection at a time; the page cannot choose the address. The bytes are neither read nor logged.
 */
export function terminalBridge({ host, port }: TerminalAddress, log: Log) {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  let calling: WebSocket | undefined;
  return (page: WebSocket): void => {
    const tell = (message: BridgeMessage) => {
      if (page.readyState === page.OPEN) page.send(JSON.stringify(message));
    };
    if (calling) {
      tell({ kind: 'refused', failure: 'in-use', detail: `another window is calling ${address}` });
      page.close();
      return;
    }
    calling = page;
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    const free = () => {
      if (calling === page) calling = undefined;
    };
    socket.on('close', free);
    page.on('close', () => {
      free();
      socket.destroy();
    });
    page.on('error', () => page.terminate());
    carry(page, socket, tell, address, log);
  };
}

function carry(
  page: WebSocket,
  socket: Socket,
  tell: (message: BridgeMessage) => void,
  address: string,
  log: Log,
): void {
  let connected = false;
  let taken = 0;
  const end = (reason: string) => {
    socket.destroy();
    if (connected) tell({ kind: 'closed', reason });
    else tell({ kind: 'refused', failure: 'away', detail: `${address}: ${reason}` });
    page.close();
  };
  const limit = setTimeout(() => end(`no connection within ${connectMs / 1000} s`), connectMs);
  socket.on('connect', () => {
    clearTimeout(limit);
    connected = true;
    tell({ kind: 'connected', address });
  });
  socket.on('data', (bytes) => page.send(bytes, { binary: true }));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    log.warn({ address, code: error.code }, 'the terminal on the network');
    end(words[error.code ?? ''] ?? error.message);
  });
  socket.on('close', () => {
    clearTimeout(limit);
    end('the terminal closed the connection');
  });
  page.on('message', (data, isBinary) => {
    if (!isBinary || !connected) return;
    const bytes = data as Buffer;
    socket.write(bytes, (error) => {
      if (error) return;
      taken += bytes.length;
      tell({ kind: 'taken', total: taken });
    });
  });
}

/** Texts for the person at the terminal, by error code of the system. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused: the terminal sleeps, or its port is another one',
  EHOSTUNREACH: 'there is no way to this address: is the terminal on the same network?',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'no answer: is the terminal on, and on the same network?',
  ENOTFOUND: 'no device has this name',
  ECONNRESET: 'the terminal broke off the connection',
};
