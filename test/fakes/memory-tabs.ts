import { closeListeners } from '../../src/core/close-listeners.ts';
import type { Channel, Tabs } from '../../src/core/ports/channel.ts';

/** Two ends of one channel in memory. Messages are copied and arrive later, as between real tabs. */
export function channelPair(): [Channel, Channel] {
  let open = true;
  const closing = [closeListeners(), closeListeners()] as const;
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const close = () => {
    if (!open) return;
    open = false;
    for (const each of closing) each.end();
  };
  const end = (mine: 0 | 1): Channel => ({
    post(message) {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        if (open) for (const listener of listeners[mine === 0 ? 1 : 0]) listener(copy);
      });
    },
    onMessage: (listener) => void listeners[mine].push(listener),
    onClose: closing[mine].add,
    close,
  });
  return [end(0), end(1)];
}

/** The tabs of one browser, in memory. */
export function memoryTabs() {
  let owner: { serve: (channel: Channel) => void; guests: Channel[] } | undefined;
  const listeners = new Set<(open: () => Channel) => void>();
  const open = (at: NonNullable<typeof owner>) => () => {
    const [guest, host] = channelPair();
    at.guests.push(guest);
    at.serve(host);
    return guest;
  };
  const endChannels = () => {
    for (const guest of owner?.guests ?? []) guest.close();
  };
  const tab = (): Tabs => {
    const mine = new Set<(open: () => Channel) => void>();
    return {
      own(serve) {
        for (const listener of mine) listeners.delete(listener);
        endChannels();
        const next = { serve, guests: [] };
        owner = next;
        for (const listener of listeners) listener(open(next));
      },
      onOwner(listener) {
        mine.add(listener);
        listeners.add(listener);
        if (owner) listener(open(owner));
      },
    };
  };
  return {
    tab,
    /** The owner's tab dies: its channels end, and no tab owns the terminal. */
    ownerDies() {
      endChannels();
      owner = undefined;
    },
  };
}
