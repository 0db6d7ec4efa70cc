import { closeListeners } from '../../core/close-listeners.ts';
import { type TabMessage, tabMessage } from '../../core/connector-api/tab-messages.ts';
import type { Channel, Tabs } from '../../core/ports/channel.ts';

/** The tab that drives the terminal holds this lock for its lifetime. */
export const ownerLock = 'hipay-ecr-terminal';

export interface BroadcastTabsDeps {
  readonly broadcast: BroadcastChannel;
  readonly locks: LockManager;
  readonly newId: () => string;
}

interface TabChannel extends Channel {
  deliver(body: unknown): void;
  /** Closes this end without a message to the other end. */
  end(): void;
}

const lockOf = (channel: string): string => `hipay-ecr-tab-${channel}`;

/**
 * Connects the tabs of this browser over a BroadcastChannel: one tab owns the terminal, the others are its guests. A
 * BroadcastChannel does not report that a tab was closed, so each guest holds a Web Lock with the name of its channel.
 * The owner waits for that lock and gets it when the guest is gone. A guest learns that the owner is gone when another
 * tab becomes the owner.
 */
export function broadcastTabs({ broadcast, locks, newId }: BroadcastTabsDeps): Tabs {
  const channels = new Map<string, TabChannel>();
  const post = (message: TabMessage) => broadcast.postMessage(message);
  const ownerListeners: ((open: () => Channel) => void)[] = [];
  let ownId: string | undefined;
  let currentOwner: string | undefined;
  let serve: (channel: Channel) => void = () => {};

  const open = (channel: string, send: (body: unknown) => void): TabChannel => {
    const channelEnd = tabChannel(send, () => {
      if (channels.delete(channel)) post({ kind: 'close', channel });
    });
    channels.set(channel, channelEnd);
    return channelEnd;
  };
  const endAll = () => {
    for (const channel of [...channels.values()]) channel.end();
    channels.clear();
  };

  const openAsGuest = (owner: string): Channel => {
    const channel = newId();
    // Keeps messages until the owner knows the channel.
    let unsent: unknown[] | undefined = [];
    const send = (body: unknown) => post({ kind: 'data', channel, to: 'owner', body });
    const channelEnd = open(channel, (body) => (unsent ? void unsent.push(body) : send(body)));
    // Gets the lock before the owner learns of this tab, and holds it until the tab or the channel is closed.
    void locks.request(lockOf(channel), () => {
      post({ kind: 'open', owner, channel });
      for (const body of unsent ?? []) send(body);
      unsent = undefined;
      return new Promise<void>((resolve) => channelEnd.onClose(resolve));
    });
    return channelEnd;
  };
  const acceptGuest = (channel: string) => {
    const channelEnd = open(channel, (body) => post({ kind: 'data', channel, to: 'guest', body }));
    void locks.request(lockOf(channel), () => {
      channels.delete(channel);
      channelEnd.end();
    });
    serve(channelEnd);
  };

  const handle = (message: TabMessage) => {
    switch (message.kind) {
      case 'who-owns':
        if (ownId) post({ kind: 'owner', owner: ownId });
        return;
      case 'owner':
        if (message.owner === currentOwner) return;
        currentOwner = message.owner;
        endAll();
        for (const listener of ownerListeners) listener(() => openAsGuest(message.owner));
        return;
      case 'open':
        if (message.owner === ownId) acceptGuest(message.channel);
        return;
      case 'data':
        if ((message.to === 'owner') === (ownId !== undefined))
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
  broadcast.addEventListener('message', ({ data }) => {
    const parsed = tabMessage.safeParse(data);
    if (parsed.success) handle(parsed.data);
  });

  return {
    own(serveGuest) {
      endAll();
      serve = serveGuest;
      ownId = newId();
      currentOwner = ownId;
      post({ kind: 'owner', owner: ownId });
    },
    onOwner(listener) {
      ownerListeners.push(listener);
      // Reports a known owner at once. When this owner also answers `who-owns`, the answer is ignored: the owner is not new.
      const owner = ownId === undefined ? currentOwner : undefined;
      if (owner !== undefined) listener(() => openAsGuest(owner));
      post({ kind: 'who-owns' });
    },
  };
}

function tabChannel(send: (body: unknown) => void, closeHere: () => void): TabChannel {
  const listeners: ((message: unknown) => void)[] = [];
  const closing = closeListeners();
  let isOpen = true;
  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    closing.end();
  };
  return {
    post: (message) => isOpen && send(message),
    onMessage: (listener) => void listeners.push(listener),
    onClose: closing.add,
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
