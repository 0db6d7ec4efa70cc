import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type NetworkTwin, networkTwin } from '../terminal/network-twin.ts';
import type { TwinScript } from '../terminal/twin-script.ts';
import { type StreamTwinOptions, twinOnStream, type WireListener } from './stream-twin.ts';

export interface TcpTwin {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the simulated terminal with frames on a TCP port of this computer. Each connection gets a terminal of its own.
 * Port 0 selects a free port.
 */
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

export interface TcpNetworkTwin extends TcpTwin {
  readonly twin: NetworkTwin;
}

/**
 * Serves one Caisse-AP terminal on a TCP port of this computer; every connection is one exchange. Port 0 selects a free
 * port.
 */
export async function serveNetworkTwinOnTcp(
  port: number,
  script: TwinScript,
  onWire?: WireListener,
): Promise<TcpNetworkTwin> {
  const twin = networkTwin(script);
  const served = await serve(port, (socket) => {
    const connection = twin.call({
      send(bytes) {
        onWire?.('terminal', bytes);
        if (socket.writable) socket.write(bytes);
      },
      hangUp: () => socket.end(),
      unplug: () => socket.destroy(),
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    });
    socket.on('data', (bytes: Uint8Array) => {
      onWire?.('till', bytes);
      connection.hear(bytes);
    });
    socket.on('error', () => {});
    socket.on('close', () => connection.onTillGone());
  });
  return {
    port: served.port,
    twin,
    async close() {
      twin.stop();
      await served.close();
    },
  };
}
