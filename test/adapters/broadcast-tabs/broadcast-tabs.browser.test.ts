import { describe, expect, it } from 'vitest';
import { broadcastTabs } from '../../../src/adapters/broadcast-tabs/broadcast-tabs.ts';
import type { Channel } from '../../../src/core/ports/channel.ts';

const room = () => {
  const name = `test-tabs-${crypto.randomUUID()}`;
  return () => {
    const line = new BroadcastChannel(name);
    return broadcastTabs({ line, locks: navigator.locks, newId: () => crypto.randomUUID() });
  };
};
const next = (channel: Channel) => new Promise<unknown>((resolve) => channel.onMessage(resolve));
const closed = (channel: Channel) =>
  new Promise<string>((resolve) => channel.onClose(() => resolve('closed')));
type Tab = ReturnType<ReturnType<typeof room>>;
const welcomed = (tab: Tab) => new Promise<Channel>((resolve) => tab.own(resolve));
const ownerSeen = (tab: Tab) => new Promise<Channel>((resolve) => tab.onOwner((open) => resolve(open())));

describe('tabs over a BroadcastChannel', () => {
  it('a guest that comes later finds the owner, and both hear each other', async () => {
    const tab = room();
    const hosted = welcomed(tab());
    const guest = await ownerSeen(tab());
    guest.post({ text: 'said before the owner knew the channel' });
    const host = await hosted;
    expect(await next(host)).toEqual({ text: 'said before the owner knew the channel' });
    const answered = next(guest);
    host.post({ text: 'hello' });
    expect(await answered).toEqual({ text: 'hello' });
  });
  it('a guest that was there before hears of the owner', async () => {
    const tab = room();
    const seen = ownerSeen(tab());
    const hosted = welcomed(tab());
    (await seen).post(1);
    expect(await next(await hosted)).toBe(1);
  });
  it('two guests do not hear each other’s answers', async () => {
    const tab = room();
    const hosts: Channel[] = [];
    tab().own((channel) => {
      hosts.push(channel);
      channel.onMessage((message) => channel.post(message));
    });
    const [one, two] = [await ownerSeen(tab()), await ownerSeen(tab())];
    const heard = Promise.all([next(one), next(two)]);
    one.post('one');
    two.post('two');
    expect(await heard).toEqual(['one', 'two']);
    expect(hosts).toHaveLength(2);
  });
  it('another owner ends the channels to the first', async () => {
    const tab = room();
    tab().own(() => {});
    const guest = await ownerSeen(tab());
    const end = closed(guest);
    tab().own(() => {});
    expect(await end).toBe('closed');
  });
  it('the owner learns that a guest is gone', async () => {
    const tab = room();
    const hosted = welcomed(tab());
    const guest = await ownerSeen(tab());
    const end = closed(await hosted);
    guest.close();
    expect(await end).toBe('closed');
  });
});
