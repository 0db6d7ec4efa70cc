import { type BareTerminal, bareTerminal } from '../caisse-ap-twin/bare-terminal.ts';
import type { TwinScript } from '../terminal-twin/twin-script.ts';
import type { WireListener } from './stream-twin.ts';
import { serve, type TcpTwin } from './tcp-twin.ts';

export interface TcpBareTwin extends TcpTwin {
  readonly twin: BareTerminal;
}

/** One Caisse-AP terminal on a TCP port of this machine: every connection is a call to it. Port 0 picks one. */
export async function serveBareTwinOnTcp(
  port: number,
  script: TwinScript,
  onWire?: WireListener,
): Promise<TcpBareTwin> {
  const twin = bareTerminal(script);
  const served = await serve(port, (socket) => {
    const call = twin.call({
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
      call.hear(bytes);
    });
    socket.on('error', () => {});
    socket.on('close', () => call.gone());
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
