import { describe, expect, it } from 'vitest';
import { serialSetup } from './serial-setup.ts';

const bytes = (...values: number[]) => ({ kind: 'bytes', bytes: Uint8Array.from(values) });

describe('a serial line with errors', () => {
  it.each(['ParityError', 'FramingError', 'BreakError', 'BufferOverrunError'] as const)(
    'reports %s and goes on reading',
    async (name) => {
      const { open, plug, clock } = serialSetup();
      const port = plug();
      const { line, events } = await open();
      port.say(1);
      await clock.advance(0);
      port.fail(name);
      await clock.advance(0);
      port.say(2, 3);
      await clock.advance(0);
      expect(events).toEqual([bytes(1), { kind: 'line-error', name }, bytes(2, 3)]);
      await line.send(Uint8Array.of(9));
      expect(port.heard).toEqual([9]);
    },
  );
  it('goes on reading after many errors in a row, and can be closed after them', async () => {
    const { open, plug, clock } = serialSetup();
    const port = plug();
    const { line, events } = await open();
    for (let i = 0; i < 20; i++) {
      port.fail('ParityError');
      await clock.advance(0);
    }
    await clock.until(line.close());
    expect(events.filter(({ kind }) => kind === 'line-error')).toHaveLength(20);
    expect(events.at(-1)).toEqual({ kind: 'closed', reason: 'closed' });
    expect(port.locked).toBe(false);
  });
});

describe('the end of a serial line', () => {
  it('releases every lock on closing: the port can be opened again', async () => {
    const { open, plug } = serialSetup();
    const port = plug();
    const { line } = await open();
    // Not `until`: the device must be released exactly when close() resolves.
    await line.close();
    expect([port.locked, port.readable, port.writable]).toEqual([false, null, null]);
    await open();
    expect(port.opened).toHaveLength(2);
  });
  it('an unplugged port releases every lock and ends its line, and the new port opens', async () => {
    const { open, plug, bus, clock } = serialSetup();
    const old = plug();
    const first = await open();
    bus.unplug(old);
    await clock.advance(0);
    expect(first.events).toEqual([{ kind: 'closed', reason: 'The device has been lost.' }]);
    expect(old.locked).toBe(false);
    const renewed = plug();
    const second = await open();
    await clock.until(first.line.close());
    renewed.say(7);
    await clock.advance(0);
    expect(second.events).toEqual([bytes(7)]);
    expect(first.events).toHaveLength(1);
  });
  it('reports the end once if the device is lost while closing', async () => {
    const { open, plug, bus, clock } = serialSetup();
    const port = plug();
    const { line, events } = await open();
    const closing = line.close();
    bus.unplug(port);
    await clock.until(closing);
    expect(events).toHaveLength(1);
    expect(events[0]?.kind).toBe('closed');
    expect(port.locked).toBe(false);
  });
  it('closing ends after the limit if the driver never closes', async () => {
    const { open, plug, clock } = serialSetup();
    const port = plug();
    const { line, events } = await open();
    port.stuck = true;
    await clock.until(line.close());
    expect(events).toEqual([{ kind: 'closed', reason: 'closed' }]);
    port.say(1);
    await clock.advance(10_000);
    expect(events).toHaveLength(1);
    await expect(line.send(Uint8Array.of(1))).rejects.toThrow();
  });
  it('a driver that accepts no bytes does not delay closing', async () => {
    const { open, plug, clock } = serialSetup();
    const port = plug();
    port.onBytes = () => new Promise<never>(() => {});
    const { line, events } = await open();
    // The bytes may or may not have been sent; the line does not wait to find out.
    line.send(Uint8Array.of(5)).catch(() => {});
    await clock.until(line.close());
    expect(events).toEqual([{ kind: 'closed', reason: 'closed' }]);
    expect(port.locked).toBe(false);
  });
});
