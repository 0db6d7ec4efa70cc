import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent } from '../../core/ports/terminal-link.ts';
import { networkTwin } from './network-twin.ts';
import { awayMs, type SimulatedLink } from './simulated-link.ts';
import type { TwinScript } from './twin-script.ts';

/** A simulated Caisse-AP terminal on a simulated network: one connection per exchange, no frames. */
export function simulatedNetworkLink(script: TwinScript, clock: Clock): SimulatedLink {
  const terminal = networkTwin(script);
  const watchers = new Set<{ listener: () => void }>();
  let isAway = false;

  const goAway = () => {
    isAway = true;
    clock.after(awayMs, () => {
      isAway = false;
      for (const { listener } of [...watchers]) listener();
    });
  };

  return {
    kind: 'simulated',
    simulated: true,
    perExchange: true,
    get ledger() {
      return terminal.ledger;
    },
    async open(onEvent) {
      if (isAway) return { ok: false, failure: 'away', detail: 'the simulated network is down' };
      let isOpen = true;
      // Delivers events later, as a real connection does: the till never gets an answer before its `send` has returned.
      const deliverLater = (event: LinkEvent) => queueMicrotask(() => isOpen && onEvent(event));
      const end = (reason: string) => {
        if (!isOpen) return;
        isOpen = false;
        call.onTillGone();
        onEvent({ kind: 'closed', reason });
      };
      const call = terminal.call({
        send: (bytes) => deliverLater({ kind: 'bytes', bytes }),
        after: (ms, callback) => clock.after(ms, callback),
        hangUp: () => queueMicrotask(() => end('the terminal hung up')),
        unplug: () =>
          queueMicrotask(() => {
            goAway();
            end('the simulated cable came out');
          }),
      });
      const line = {
        async send(bytes: Uint8Array) {
          if (!isOpen) throw new Error('the connection is closed');
          call.hear(bytes);
        },
        close: async () => end('closed'),
      };
      return { ok: true, line, description: 'simulated terminal' };
    },
    onChange(listener) {
      const watcher = { listener };
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}
