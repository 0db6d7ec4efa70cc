import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { concertDialect } from '../../../src/core/terminal/concert-v2/concert-v2.ts';
import { encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';
import { LinkSession } from '../../../src/flows/terminal/link-session.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { twinOnPty } from '../../../src/simulator/node-links/pty-twin.ts';
import { serveTwinOnTcp } from '../../../src/simulator/node-links/tcp-twin.ts';
import { twinScript } from '../../../src/simulator/terminal/twin-script.ts';

const script = twinScript('accept', { customerMs: 10 })!;

/** A till on any byte stream: makes one sale and returns the answer's body. */
async function sell(readable: Readable, writable: Writable): Promise<string> {
  const dialect = concertDialect('E+');
  const sale = {
    registerNumber: '01',
    amountMinor: 1250,
    currency: 'EUR',
    forceAuthorization: false,
    longAnswer: false,
    operation: 'debit',
    means: 'card',
    receipts: false,
  } as const;
  const encoded = dialect.encodeRequest(sale);
  if (!encoded.ok) throw new Error(encoded.reason);
  const session = new LinkSession(
    {
      send: async (bytes) => void writable.write(bytes),
      note: () => {},
      onUnrequestedAnswer: async () => 'acknowledge',
    },
    systemClock,
    defaultSettings().terminal.timers,
  );
  readable.on('data', (bytes: Uint8Array) => session.hear(bytes));
  let body = '';
  const end = await session.run(
    { kind: 'request', frame: encodeFrame(encoded.body)! },
    {
      allowFrame: async () => true,
      accepted: () => {},
      answer: async (heard) => {
        body = heard;
        return 'acknowledge';
      },
    },
  );
  expect(end).toBe('answered');
  return body;
}

const expected = '010000012501978          ';

describe('the terminal twin in Node', () => {
  it('serves a till on a TCP port', async () => {
    const twin = await serveTwinOnTcp(0, script);
    const socket = connect(twin.port, '127.0.0.1');
    await once(socket, 'connect');
    expect(await sell(socket, socket)).toBe(expected);
    socket.destroy();
    await twin.close();
  });
  it('serves any till on a pseudo-terminal', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'hipay-ecr-pty-')), 'terminal');
    const { twin, close } = await twinOnPty(path, script);
    const readable = createReadStream(path);
    const writable = createWriteStream(path);
    // A terminal device reports the close of its other end as an error.
    readable.on('error', () => {});
    await Promise.all([once(readable, 'open'), once(writable, 'open')]);
    expect(await sell(readable, writable)).toBe(expected);
    expect(twin.ledger.map(({ amountMinor, answered }) => [amountMinor, answered])).toEqual([[1250, true]]);
    // Destroying the stream during a write raises an error.
    await new Promise((ended) => writable.end(ended));
    readable.destroy();
    await close();
  });
  it('says what to install if a pseudo-terminal cannot be created', async () => {
    const path = join(tmpdir(), 'no', 'such', 'folder', 'terminal');
    await expect(twinOnPty(path, script)).rejects.toThrow(/socat/);
  });
});
