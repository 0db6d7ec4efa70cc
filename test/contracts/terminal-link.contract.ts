import { describe, expect, it } from 'vitest';
import type { LinkEvent, TerminalLine, TerminalLink } from '../../src/core/ports/terminal-link.ts';
import { serialSettings } from '../../src/core/settings/settings.ts';

/** The time of a bench: virtual, or real, where waiting lets pending work finish. */
interface SetupClock {
  advance(ms: number): Promise<void>;
  until<T>(promise: Promise<T>): Promise<T>;
}

/** A link with the terminal twin at its other end. The twin must know the scripts `accept` and `unplug-at-2`. */
export interface LinkSetup {
  readonly link: TerminalLink;
  readonly clock: SetupClock;
  /** Plugs the cable in again. */
  comeBack(): Promise<void>;
}

const ENQ = 5;
const ACK = 6;
const EOT = 4;
const request = [2, ...Buffer.from('0100001023010978          A010B010'), 3, 6];
const answer = [2, ...Buffer.from('010000010231978          '), 3, 0x35];

/** The acceptance tests of every terminal link. */
export function terminalLinkContract(title: string, fresh: (script: string) => LinkSetup): void {
  const openLine = async (setup: LinkSetup) => {
    const events: LinkEvent[] = [];
    const opening = await setup.link.open((event) => events.push(event));
    if (!opening.ok) throw new Error(opening.detail);
    return {
      line: opening.line,
      description: opening.description,
      events,
      closings: () => events.filter(({ kind }) => kind === 'closed').length,
      heard: () => events.flatMap((event) => (event.kind === 'bytes' ? [...event.bytes] : [])),
    };
  };
  /** Sends bytes and runs what is due now. The customer needs no time. */
  const say = async ({ clock }: LinkSetup, line: TerminalLine, ...bytes: number[]) => {
    await line.send(Uint8Array.from(bytes));
    await clock.advance(0);
  };
  /** Opens a line whose cable is unplugged when the terminal answers the first ENQ. */
  const loseDevice = async () => {
    const setup = fresh('unplug-at-2');
    const open = await openLine(setup);
    await say(setup, open.line, ENQ);
    return { ...open, setup };
  };

  describe(`${title}: terminal link`, () => {
    it('opens a line and describes it', async () => {
      const { description, events } = await openLine(fresh('accept'));
      expect(description).not.toBe('');
      expect(events).toEqual([]);
    });
    it('carries the bytes of a whole session, in order, both ways', async () => {
      const setup = fresh('accept');
      const { line, heard, events } = await openLine(setup);
      await say(setup, line, ENQ);
      await say(setup, line, ...request);
      await say(setup, line, EOT);
      await say(setup, line, ACK);
      await say(setup, line, ACK);
      expect(heard()).toEqual([ACK, ACK, ENQ, ...answer, EOT]);
      expect(events.every(({ kind }) => kind === 'bytes')).toBe(true);
    });
    it('keeps the order of bytes that are sent without waiting', async () => {
      const setup = fresh('accept');
      const { line, heard } = await openLine(setup);
      const sendings = [ENQ, ...request, EOT].map((byte) => line.send(Uint8Array.of(byte)));
      await Promise.all(sendings);
      await setup.clock.advance(0);
      expect(heard()).toEqual([ACK, ACK, ENQ]);
    });

    it('reports once that the line was closed, and nothing afterwards', async () => {
      const setup = fresh('accept');
      const { line, events, closings } = await openLine(setup);
      const sending = line.send(Uint8Array.of(ENQ)).catch(() => {});
      const closing = line.close();
      await setup.clock.until(Promise.all([sending, closing]));
      await setup.clock.advance(10_000);
      expect(closings()).toBe(1);
      expect(events.at(-1)?.kind).toBe('closed');
    });
    it('rejects bytes that are sent while the line closes and afterwards', async () => {
      const setup = fresh('accept');
      const { line } = await openLine(setup);
      const closing = line.close();
      await expect(line.send(Uint8Array.of(ENQ))).rejects.toThrow();
      await setup.clock.until(closing);
      await expect(line.send(Uint8Array.of(ENQ))).rejects.toThrow();
    });
    it('a line may be closed twice, at the same time and later', async () => {
      const setup = fresh('accept');
      const { line, closings } = await openLine(setup);
      await setup.clock.until(Promise.all([line.close(), line.close()]));
      await setup.clock.until(line.close());
      expect(closings()).toBe(1);
    });
    it('can be opened again after closing', async () => {
      const setup = fresh('accept');
      const first = await openLine(setup);
      await setup.clock.until(first.line.close());
      const second = await openLine(setup);
      // A late second close() of the old line must not end the new line.
      await setup.clock.until(first.line.close());
      await say(setup, second.line, ENQ);
      expect(second.heard()).toEqual([ACK]);
      expect(second.closings()).toBe(0);
      expect(first.heard()).toEqual([]);
    });

    it('reports once that the device is gone, and nothing afterwards', async () => {
      const { events, closings, line, setup } = await loseDevice();
      expect(closings()).toBe(1);
      expect(events.at(-1)?.kind).toBe('closed');
      await expect(line.send(Uint8Array.of(ENQ))).rejects.toThrow();
      await setup.clock.until(line.close());
      await setup.comeBack();
      expect(closings()).toBe(1);
      expect(events.at(-1)?.kind).toBe('closed');
    });
    it('does not open, and does not throw, while the device is away', async () => {
      const { setup } = await loseDevice();
      const opening = await setup.link.open(() => {});
      expect(opening).toMatchObject({ ok: false, failure: expect.stringMatching(/^(away|not-chosen)$/) });
    });
    it('notifies every listener when the device is back; opening works then', async () => {
      const { setup } = await loseDevice();
      const notified: string[] = [];
      setup.link.onChange(() => notified.push('one'));
      setup.link.onChange(() => notified.push('two'));
      await setup.comeBack();
      expect(notified.sort()).toEqual(['one', 'two']);
      const { line, heard } = await openLine(setup);
      await say(setup, line, ENQ);
      expect(heard()).toEqual([ACK]);
    });
    it('lists the granted devices, each with a name, and opens each of them, also several times', async () => {
      const setup = fresh('accept');
      const granted = await setup.link.granted?.();
      // A link with only one device lists none.
      if (!granted) return;
      expect(granted).toHaveLength(1);
      const [device] = granted;
      if (!device) throw new Error('nothing is granted');
      expect(device.description).not.toBe('');
      for (const baudRate of [9600, 1200]) {
        const events: LinkEvent[] = [];
        const opening = await device.open(serialSettings.parse({ baudRate }), (event) => events.push(event));
        if (!opening.ok) throw new Error(opening.detail);
        await say(setup, opening.line, ENQ);
        expect(events).toEqual([{ kind: 'bytes', bytes: Uint8Array.of(ACK) }]);
        await setup.clock.until(opening.line.close());
      }
      device.choose();
      const { line } = await openLine(setup);
      const taken = await device.open(serialSettings.parse({}), () => {});
      expect(taken).toMatchObject({ ok: false, failure: 'in-use' });
      await setup.clock.until(line.close());
    });
    it('lists nothing while the device is away', async () => {
      const { setup } = await loseDevice();
      expect((await setup.link.granted?.()) ?? []).toEqual([]);
    });
    it('does not notify a removed listener', async () => {
      const { setup } = await loseDevice();
      const notified: string[] = [];
      const stopOne = setup.link.onChange(() => notified.push('one'));
      setup.link.onChange(() => notified.push('two'));
      stopOne();
      stopOne();
      await setup.comeBack();
      expect(notified).toEqual(['two']);
    });
  });
}
