import { type TabMessage, tabMessage } from '../../core/connector-api/messages.ts';
import type { Channel, Tabs } from '../../core/ports/channel.ts';

export interface BroadcastTabsDeps {
  readonly line: BroadcastChannel;
  readonly locks: LockManager;
  readonly newId: () => string;
}

interface TabChannel extends Channel {
  deliver(body: unknown): void;
  /** The other end is gone. */
  end(): void;
}

const lockOf = (channel: string): string => `hipay-ecr-tab-${channel}`;

/**
 * Tabs over a BroadcastChannel. A BroadcastChannel does not report the end of a tab, so each guest holds a Web Lock
 * with the name of its channel while it lives. The owner waits for that lock and gets it when the guest is gone. A
 * guest learns of the owner's end when another tab becomes the owner.
 */
export function broadcastTabs({ line, locks, newId }: BroadcastTabsDeps): Tabs {
  const channels = new Map<string, TabChannel>();
  const post = (message: TabMessage) => line.postMessage(message);
  const ownerListeners: ((open: () => Channel) => void)[] = [];
  let mine: string | undefined;
  let present: string | undefined;
  let serve: (channel: Channel) => void = () => {};

  const open = (channel: string, send: (body: unknown) => void): TabChannel => {
    const made = tabChannel(send, () => {
      if (channels.delete(channel)) post({ kind: 'close', channel });
    });
    channels.set(channel, made);
    return made;
  };
  const endAll = () => {
    for (const channel of [...channels.values()]) channel.end();
    channels.clear();
  };

  const openAsGuest = (owner: string): Channel => {
    const channel = newId();
    // Messages are kept until the owner knows the channel.
    let early: unknown[] | undefined = [];
    const send = (body: unknown) => post({ kind: 'data', channel, to: 'owner', body });
    const made = open(channel, (body) => (early ? void early.push(body) : send(body)));
    // The lock is held before the owner learns of this tab, until the tab or the channel ends.
    void locks.request(lockOf(channel), () => {
      post({ kind: 'open', owner, channel });
      for (const body of early ?? []) send(body);
      early = undefined;
      return new Promise<void>((resolve) => made.onClose(resolve));
    });
    return made;
  };
  const welcome = (channel: string) => {
    const made = open(channel, (body) => post({ kind: 'data', channel, to: 'guest', body }));
    void locks.request(lockOf(channel), () => {
      channels.delete(channel);
      made.end();
    });
    serve(made);
  };

  const hear = (message: TabMessage) => {
    switch (message.kind) {
      case 'who-owns':
        if (mine) post({ kind: 'owner', owner: mine });
        return;
      case 'owner':
        if (message.owner === present) return;
        present = message.owner;
        endAll();
        for (const listener of ownerListeners) listener(() => openAsGuest(message.owner));
        return;
      case 'open':
        if (message.owner === mine) welcome(message.channel);
        return;
      case 'data':
        if ((message.to === 'owner') === (mine !== undefined))
          channels.get(message.channel)?.deliver(message.body);
        return;
      case 'close':
        channels.get(message.channel)?.end();
        channels.delete(message.channel);
        return;
      default:
        message satisfies never;
    }
  };
  line.addEventListener('message', ({ data }) => {
    const parsed = tabMessage.safeParse(data);
    if (parsed.success) hear(parsed.data);
  });

  return {
    own(serveGuest) {
      endAll();
      serve = serveGuest;
      mine = newId();
      present = mine;
      post({ kind: 'owner', owner: mine });
    },
    onOwner(listener) {
      ownerListeners.push(listener);
      // The listener gets a known owner at once; its later answer changes nothing.
      const owner = mine === undefined ? present : undefined;
      if (owner !== undefined) listener(() => openAsGuest(owner));
      post({ kind: 'who-owns' });
    },
  };
}

function tabChannel(send: (body: unknown) => void, closeHere: () => void): TabChannel {
  const listeners: ((message: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let open = true;
  const end = () => {
    if (!open) return;
    open = false;
    for (const listener of closeListeners) listener();
  };
  return {
    post: (message) => open && send(message),
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
    close() {
      closeHere();
      end();
    },
    deliver(body) {
      for (const listener of listeners) listener(body);
    },
    end,
  };
}
