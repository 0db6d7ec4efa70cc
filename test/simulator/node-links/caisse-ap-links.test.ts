import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LinkEvent, TerminalLine, TerminalLink } from '../../../src/core/ports/terminal-link.ts';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { caisseApDialect } from '../../../src/core/terminal/caisse-ap/caisse-ap.ts';
import { encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';
import type { TerminalRequest } from '../../../src/core/terminal/dialect.ts';
import { LinkSession } from '../../../src/flows/terminal/link-session.ts';
import { collectAnswer, NetworkExchange } from '../../../src/flows/terminal/network-exchange.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { twinOnPty } from '../../../src/simulator/node-links/pty-twin.ts';
import { serveNetworkTwinOnTcp } from '../../../src/simulator/node-links/tcp-twin.ts';
import { caisseApLanguage } from '../../../src/simulator/terminal/caisse-ap-language.ts';
import { twinScript } from '../../../src/simulator/terminal/twin-script.ts';

const dialect = caisseApDialect({ version: '0320', protocolId: '012345678901', registerNumber: '01' });
const sale: TerminalRequest = {
  operation: 'debit',
  means: 'card',
  registerNumber: '01',
  amountMinor: 1250,
  currency: 'EUR',
  forceAuthorization: false,
  longAnswer: false,
  receipts: true,
};
const bodyOf = (change: Partial<TerminalRequest> = {}): string => {
  const encoded = dialect.encodeRequest({ ...sale, ...change });
  if (!encoded.ok) throw new Error(encoded.reason);
  return encoded.body;
};
const script = (name: string) => twinScript(name, { customerMs: 10 })!;

/** Adapts a till's socket to the port that a terminal uses. */
const socketLink = (port: number): Pick<TerminalLink, 'open'> => ({
  async open(onEvent: (event: LinkEvent) => void) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('data', (bytes: Uint8Array) => onEvent({ kind: 'bytes', bytes }));
    socket.on('error', () => {});
    socket.on('close', () => onEvent({ kind: 'closed', reason: 'closed' }));
    const line: TerminalLine = {
      send: async (bytes) => void socket.write(bytes),
      close: async () => void socket.destroy(),
    };
    return { ok: true, line, description: `127.0.0.1:${port}` };
  },
});

/** Makes one exchange over TCP, as the connector does. Returns how it ended and the terminal's answer. */
async function ask(port: number, body: string) {
  let text = '';
  const exchange = {
    allowFrame: async () => true,
    accepted: () => {},
    answer: async (heard: string) => {
      text = heard;
      return 'acknowledge' as const;
    },
  };
  const running = new NetworkExchange(body, exchange, {
    link: socketLink(port),
    clock: systemClock,
    customerMs: 10_000,
    collector: () => collectAnswer(dialect)!,
    onUnrequestedAnswer: async () => 'acknowledge',
  });
  return { how: await running.run(), answer: dialect.readAnswer(text) };
}

describe('a Caisse-AP twin on a TCP port', () => {
  it.each(['accept', 'single-bytes', 'no-close', 'close-at-once', 'long-ticket', 'padded-amount'])(
    '%s: the sale is accepted, with its ticket',
    async (name) => {
      const twin = await serveNetworkTwinOnTcp(0, script(name));
      const { how, answer } = await ask(twin.port, bodyOf());
      expect(how).toBe('answered');
      expect(answer).toMatchObject({
        verdict: 'accepted',
        amountMinor: 1250,
        operation: 'debit',
        registerNumber: '01',
        currencyNumeric: '978',
        cardMasked: '471169******8807',
      });
      expect(answer?.receipts?.[0]?.content).toContain('CARTE BANCAIRE');
      expect(twin.twin.ledger.map(({ amountMinor, answered }) => [amountMinor, answered])).toEqual([
        [1250, true],
      ]);
      await twin.close();
    },
  );
  it('is one terminal for all connections: a later one gets the earlier payment as a duplicate', async () => {
    const twin = await serveNetworkTwinOnTcp(0, script('accept'));
    await ask(twin.port, bodyOf());
    const { answer } = await ask(twin.port, bodyOf({ operation: 'duplicate', amountMinor: 1 }));
    expect(answer).toMatchObject({ verdict: 'accepted', operation: 'duplicate', amountMinor: 1250 });
    expect(twin.twin.ledger.map(({ operation }) => operation)).toEqual(['debit', 'duplicate']);
    await twin.close();
  });
  it('identifies itself', async () => {
    const twin = await serveNetworkTwinOnTcp(0, script('accept'));
    const { how, answer } = await ask(twin.port, dialect.identification ?? '');
    expect([how, answer?.verdict, answer?.status]).toEqual(['answered', 'taken', '10']);
    expect(twin.twin.ledger).toEqual([]);
    await twin.close();
  });
  it('leaves the till without an answer when its cable is unplugged after the payment', async () => {
    const twin = await serveNetworkTwinOnTcp(0, script('unplug-at-7'));
    expect(await ask(twin.port, bodyOf())).toEqual({ how: 'lost-after-frame', answer: undefined });
    expect(twin.twin.ledger.map(({ verdict, answered }) => [verdict, answered])).toEqual([
      ['accepted', false],
    ]);
    await twin.close();
  });
  it('reports the bytes of both sides to its observer', async () => {
    const wire: string[] = [];
    const twin = await serveNetworkTwinOnTcp(0, script('red-key-bare'), (speaker, bytes) =>
      wire.push(`${speaker} ${Buffer.from(bytes).toString('latin1')}`),
    );
    const { answer } = await ask(twin.port, bodyOf());
    expect(answer?.verdict).toBe('cancelled');
    expect(wire).toEqual([`till ${bodyOf()}`, 'terminal CZ0040320CJ012012345678901AE00201AF00206']);
    await twin.close();
  });
});

describe('a Caisse-AP twin on a pseudo-terminal', () => {
  it('answers in Concert’s frames', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'hipay-ecr-pty-')), 'terminal');
    const { twin, close } = await twinOnPty(path, script('accept'), { language: caisseApLanguage });
    const readable = createReadStream(path);
    const writable = createWriteStream(path);
    // A terminal device reports the close of its other end as an error.
    readable.on('error', () => {});
    await Promise.all([once(readable, 'open'), once(writable, 'open')]);
    const session = new LinkSession(
      {
        send: async (bytes) => void writable.write(bytes),
        note: () => {},
        onUnrequestedAnswer: async () => 'acknowledge',
      },
      systemClock,
      defaultSettings().terminal.timers,
    );
    readable.on('data', (bytes) => session.hear(bytes as Uint8Array));
    let text = '';
    const end = await session.run(
      { kind: 'request', frame: encodeFrame(bodyOf())! },
      {
        allowFrame: async () => true,
        accepted: () => {},
        answer: async (heard) => {
          text = heard;
          return 'acknowledge';
        },
      },
    );
    expect(end).toBe('answered');
    expect(dialect.readAnswer(text)).toMatchObject({ verdict: 'accepted', amountMinor: 1250 });
    expect(twin.ledger.map(({ operation, amountMinor }) => [operation, amountMinor])).toEqual([
      ['debit', 1250],
    ]);
    // Destroying the stream during a write raises an error.
    await new Promise((ended) => writable.end(ended));
    readable.destroy();
    await close();
  });
});
