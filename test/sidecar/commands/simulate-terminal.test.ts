import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { simulateTerminal } from '../../../src/sidecar/commands/simulate.ts';

const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
const complained = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
afterEach(() => {
  printed.mockClear();
  complained.mockClear();
});

/** The terminal's first reply to these bytes of a till. */
async function firstReply(language: string, bytes: string): Promise<string> {
  const ended = simulateTerminal.run(['terminal', '--tcp', '0', '--language', language]);
  await expect.poll(() => printed.mock.calls.length).toBeGreaterThan(0);
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(String(printed.mock.calls[0]?.[0]))?.[1]);
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes, 'latin1');
  const [reply] = await once(socket, 'data');
  socket.destroy();
  process.emit('SIGTERM');
  expect(await ended).toBe(0);
  return String(reply);
}

describe('hipay-ecr simulate terminal', () => {
  it('speaks Concert V2 by default: ENQ gets ACK', async () => {
    expect(await firstReply('v2', '\u0005')).toBe('\u0006');
  });
  it('speaks Caisse-AP V3 on request, without frames on TCP', async () => {
    const identification = 'CZ0040300CJ012012345678901CA00201CD001I';
    expect(await firstReply('v3', identification)).toMatch(/^CZ0040300CJ012012345678901AE00210/);
  });
  it.each([
    [['terminal', '--tcp', '0', '--language', 'v9'], '--language: expected v2 or v3'],
    [['terminal', '--tcp', '0', '--script', 'help'], 'padded-amount'],
    [['terminal'], 'either --pty PATH or --tcp PORT'],
    [['till'], 'say what to simulate'],
  ])('%j is refused: %s', async (args, complaint) => {
    expect(await simulateTerminal.run(args)).toBe(2);
    expect(String(complained.mock.calls[0]?.[0])).toContain(complaint);
  });
});
