import { describe, expect, it } from 'vitest';
import { ChoiceLimits } from '../../../src/flows/terminal/serial-terminal.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

describe('how often several devices are probed', () => {
  it('allows four automatic probes in a row, and four more after a device was plugged in', () => {
    const limits = new ChoiceLimits(new VirtualClock());
    const five = () => Array.from({ length: 5 }, () => limits.countAutomatic());
    expect(five()).toEqual([true, true, true, true, false]);
    limits.onNewDevice();
    expect(five()).toEqual([true, true, true, true, false]);
  });

  it('allows a probe on request only if the last choice among several is more than ten seconds old', async () => {
    const clock = new VirtualClock();
    const limits = new ChoiceLimits(clock);
    expect(limits.isLongAgo).toBe(true);
    limits.opened(true);
    await clock.advance(10_000);
    expect(limits.isLongAgo).toBe(false);
    await clock.advance(1);
    expect(limits.isLongAgo).toBe(true);
  });

  it('knows whether the last opening had several devices', () => {
    const limits = new ChoiceLimits(new VirtualClock());
    limits.opened(true);
    expect(limits.several).toBe(true);
    limits.opened(false);
    expect(limits.several).toBe(false);
  });
});
