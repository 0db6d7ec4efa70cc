import { once } from 'node:events';
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { onTestFinished } from 'vitest';

/** Where a raw socket connects to: a loopback port, or a Unix socket. */
export type Target = Pick<TcpNetConnectOpts, 'port' | 'host'> | { readonly path: string };

/** A raw socket that stays open, and what it has received. */
export interface RawSocket {
  readonly socket: Socket;
  /** Everything that was received so far. */
  received(): string;
  /** Code of the socket's error. Undefined: there was none. */
  error(): string | undefined;
  /** Resolves when the other side has sent its last byte, or the socket is gone. */
  readonly ended: Promise<void>;
}

/** Opens a raw socket that closes its own side only if the test does. */
export async function openRawSocket(target: Target, text = ''): Promise<RawSocket> {
  const socket = connect({ ...target, allowHalfOpen: true, noDelay: true } as TcpNetConnectOpts);
  onTestFinished(() => void socket.destroy());
  const chunks: Buffer[] = [];
  let code: string | undefined;
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code;
  });
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close']) socket.once(event, () => resolve());
  });
  await once(socket, 'connect');
  if (text !== '') socket.write(text);
  return { socket, ended, received: () => Buffer.concat(chunks).toString('latin1'), error: () => code };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
