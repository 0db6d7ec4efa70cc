import { describe, expect, it } from 'vitest';
import type { Channel, Tabs } from '../../src/core/ports/channel.ts';

/** The acceptance tests of the tabs of one browser. `newBrowser` creates a browser, which creates tabs. */
export function tabsContract(title: string, newBrowser: () => () => Tabs): void {
  const next = (channel: Channel) => new Promise<unknown>((resolve) => channel.onMessage(resolve));
  const untilClosed = (channel: Channel) =>
    new Promise<string>((resolve) => channel.onClose(() => resolve('closed')));
  const ownUntilGuest = (tab: Tabs) => new Promise<Channel>((resolve) => tab.own(resolve));
  const ownerSeen = (tab: Tabs) => new Promise<Channel>((resolve) => tab.onOwner((open) => resolve(open())));
  /** Answers each guest with its own message. */
  const echo = (name: string) => (channel: Channel) =>
    channel.onMessage((message) => channel.post({ name, message }));
  const ask = async (channel: Channel, message: unknown) => {
    const answer = next(channel);
    channel.post(message);
    return answer;
  };

  describe(`${title}: tabs`, () => {
    it('a guest that comes later finds the owner, and both get each other’s messages', async () => {
      const tab = newBrowser();
      const hosted = ownUntilGuest(tab());
      const guest = await ownerSeen(tab());
      const host = await hosted;
      const said = next(host);
      guest.post({ text: 'hello owner' });
      expect(await said).toEqual({ text: 'hello owner' });
      const answered = next(guest);
      host.post({ text: 'hello guest' });
      expect(await answered).toEqual({ text: 'hello guest' });
    });
    it('a guest that was there before is notified of the owner', async () => {
      const tab = newBrowser();
      const seen = ownerSeen(tab());
      tab().own(echo('owner'));
      expect(await ask(await seen, 1)).toEqual({ name: 'owner', message: 1 });
    });
    it('messages that a guest sends before the owner knows the guest arrive in order', async () => {
      const tab = newBrowser();
      const got = new Promise<unknown[]>((resolve) => {
        const messages: unknown[] = [];
        tab().own((channel) =>
          channel.onMessage((message) => {
            if (messages.push(message) === 3) resolve(messages);
          }),
        );
      });
      const guest = await ownerSeen(tab());
      for (const message of [1, 2, 3]) guest.post(message);
      expect(await got).toEqual([1, 2, 3]);
    });
    it('gives a listener that is added later the known owner', async () => {
      const tab = newBrowser();
      const guest = tab();
      const seen = ownerSeen(guest);
      tab().own(echo('owner'));
      await seen;
      expect(await ask(await ownerSeen(guest), 2)).toEqual({ name: 'owner', message: 2 });
    });
    it('does not announce the owner to itself', async () => {
      const tab = newBrowser();
      const announced: string[] = [];
      const owner = tab();
      owner.onOwner(() => announced.push('owner'));
      owner.own(echo('owner'));
      await ask(await ownerSeen(tab()), 1);
      expect(announced).toEqual([]);
    });
    it('two guests do not get each other’s answers', async () => {
      const tab = newBrowser();
      tab().own(echo('owner'));
      const [one, two] = [await ownerSeen(tab()), await ownerSeen(tab())];
      expect(await Promise.all([ask(one, 'one'), ask(two, 'two')])).toEqual([
        { name: 'owner', message: 'one' },
        { name: 'owner', message: 'two' },
      ]);
    });
    it('when another tab becomes the owner, the channels to the first owner end, and the guests are notified', async () => {
      const tab = newBrowser();
      tab().own(echo('first'));
      const guest = tab();
      const waiting: ((channel: Channel) => void)[] = [];
      const nextOwner = () => new Promise<Channel>((resolve) => waiting.push(resolve));
      const first = nextOwner();
      guest.onOwner((open) => waiting.shift()?.(open()));
      const end = untilClosed(await first);
      const second = nextOwner();
      tab().own(echo('second'));
      expect(await end).toBe('closed');
      expect(await ask(await second, 3)).toEqual({ name: 'second', message: 3 });
    });
    it('a guest that becomes the owner ends its own channel to the first owner', async () => {
      const tab = newBrowser();
      tab().own(echo('first'));
      const guest = tab();
      const end = untilClosed(await ownerSeen(guest));
      guest.own(echo('second'));
      expect(await end).toBe('closed');
    });
    it('the owner is notified that a guest is gone, and a guest is notified that the owner closed its channel', async () => {
      const tab = newBrowser();
      const hosts: Channel[] = [];
      tab().own((channel) => {
        hosts.push(channel);
        echo('owner')(channel);
      });
      const [leaving, sentAway] = [await ownerSeen(tab()), await ownerSeen(tab())];
      await ask(leaving, 1);
      await ask(sentAway, 1);
      const ends = Promise.all([untilClosed(hosts[0]!), untilClosed(sentAway)]);
      leaving.close();
      hosts[1]!.close();
      expect(await ends).toEqual(['closed', 'closed']);
    });
  });
}
