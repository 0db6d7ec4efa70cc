import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TwinScript } from '../terminal-twin/twin-script.ts';
import { type StreamTwinOptions, twinOnStream } from './stream-twin.ts';

export interface TcpTwin {
  readonly port: number;
  close(): Promise<void>;
}

/** The twin on a TCP port of this machine; one till at a time, each with a terminal of its own. Port 0 picks one. */
export async function serveTwinOnTcp(
  port: number,
  script: TwinScript,
  options: StreamTwinOptions = {},
): Promise<TcpTwin> {
  return serve(port, (socket) => {
    const twin = twinOnStream(socket, script, { ...options, unplug: () => socket.destroy() });
    socket.on('close', () => twin.stop());
  });
}

export async function serve(port: number, onConnection: (socket: Socket) => void): Promise<TcpTwin> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    onConnection(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
