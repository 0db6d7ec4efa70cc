import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/core/ports/channel.ts';

/** The two ends of a channel. */
export interface ChannelEnds {
  readonly here: Channel;
  readonly there: Channel;
  /** Sends `there` a text that is no message. */
  sayNonsense?(): void;
}

export interface ChannelTraits {
  /** True if the other end is notified of a close. A MessagePort has no event for it. */
  readonly notifiesOtherEnd: boolean;
  /** True if the channel carries text, which may be malformed. */
  readonly carriesText: boolean;
}

/** The acceptance tests of every channel. */
export function channelContract(
  title: string,
  { notifiesOtherEnd, carriesText }: ChannelTraits,
  fresh: () => Promise<ChannelEnds>,
): void {
  /** Resolves with the first `count` messages. */
  const take = (channel: Channel, count: number) =>
    new Promise<unknown[]>((resolve) => {
      const messages: unknown[] = [];
      channel.onMessage((message) => {
        messages.push(message);
        if (messages.length === count) resolve(messages);
      });
    });
  const collect = (channel: Channel) => {
    const messages: unknown[] = [];
    channel.onMessage((message) => messages.push(message));
    return messages;
  };
  const countClosings = (channel: Channel) => {
    let count = 0;
    let wake = () => {};
    const first = new Promise<void>((resolve) => {
      wake = resolve;
    });
    channel.onClose(() => {
      count++;
      wake();
    });
    return { count: () => count, first };
  };
  /** Waits for a message over a second channel. When it arrives, the first channel has nothing under way. */
  const everythingHasArrived = async () => {
    const { here, there } = await fresh();
    const arrived = take(there, 1);
    here.post('arrived');
    await arrived;
  };

  describe(`${title}: channel`, () => {
    it('keeps the order of the messages in both directions', async () => {
      const { here, there } = await fresh();
      const numbers = Array.from({ length: 200 }, (_, i) => i);
      const got = Promise.all([take(there, 200), take(here, 200)]);
      for (const number of numbers) {
        here.post(number);
        there.post(String(number));
      }
      expect(await got).toEqual([numbers, numbers.map(String)]);
    });
    it('carries a copy of plain data', async () => {
      const { here, there } = await fresh();
      const message = { text: 'Žluťoučký 🥐', list: [1, null, { deep: true }], none: null, empty: '' };
      const original = structuredClone(message);
      const got = take(there, 1);
      here.post(message);
      message.list.length = 0;
      const [received] = await got;
      expect(received).toEqual(original);
    });
    it('carries a large message completely', async () => {
      const { here, there } = await fresh();
      const got = take(there, 1);
      here.post({ text: 'é'.repeat(200_000) });
      expect(await got).toEqual([{ text: 'é'.repeat(200_000) }]);
    });
    it('serves every listener', async () => {
      const { here, there } = await fresh();
      const got = Promise.all([take(there, 1), take(there, 1)]);
      here.post('hello');
      expect(await got).toEqual([['hello'], ['hello']]);
    });
    it('reports once that it was closed here', async () => {
      const { here } = await fresh();
      const closed = countClosings(here);
      here.close();
      here.close();
      await closed.first;
      await everythingHasArrived();
      expect(closed.count()).toBe(1);
    });
    it('reports the close to a listener that is added later, once and not at once', async () => {
      const { here, there } = await fresh();
      const first = countClosings(notifiesOtherEnd ? there : here);
      here.close();
      await first.first;
      for (const end of notifiesOtherEnd ? [here, there] : [here]) {
        const late = countClosings(end);
        expect(late.count()).toBe(0);
        await late.first;
        end.close();
        await everythingHasArrived();
        expect(late.count()).toBe(1);
      }
    });
    it('delivers nothing after closing, at neither end', async () => {
      const { here, there } = await fresh();
      const [atHere, atThere] = [collect(here), collect(there)];
      here.close();
      here.post('too late');
      there.post('no listener');
      await everythingHasArrived();
      expect([atHere, atThere]).toEqual([[], []]);
    });
    it('does not throw on posting into a closed channel', async () => {
      const { here, there } = await fresh();
      here.close();
      await everythingHasArrived();
      expect(() => here.post('late')).not.toThrow();
      expect(() => there.post('late')).not.toThrow();
    });
    if (carriesText) {
      it('drops malformed messages, and goes on', async () => {
        const { here, there, sayNonsense } = await fresh();
        const got = take(there, 1);
        sayNonsense?.();
        here.post('sense');
        expect(await got).toEqual(['sense']);
      });
    }
    if (notifiesOtherEnd) {
      it('reports the close to the other end once', async () => {
        const { here, there } = await fresh();
        const closed = countClosings(there);
        here.close();
        await closed.first;
        there.close();
        await everythingHasArrived();
        expect(closed.count()).toBe(1);
      });
    }
  });
}
