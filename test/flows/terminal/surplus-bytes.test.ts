import { describe, expect, it } from 'vitest';
import type { LinkEvent, TerminalLink } from '../../../src/core/ports/terminal-link.ts';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { caisseApDialect } from '../../../src/core/terminal/caisse-ap/caisse-ap.ts';
import { collectAnswer } from '../../../src/flows/terminal/network-exchange.ts';
import { NetworkTerminal } from '../../../src/flows/terminal/network-terminal.ts';
import { judged } from '../../core/terminal/caisse-ap/judged.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const { timers } = defaultSettings().terminal;
const dialect = caisseApDialect({ version: '0300', protocolId: '012345678901', registerNumber: '01' });
const accepted = 'CZ0040301CJ012330538600404AE00210CA00201CB0041023CD0010CE003978';
const refused = accepted.replace('AE00210', 'AE00201AF00204');

/** A network terminal in virtual time; `onRequest` plays the terminal's reaction to a request. */
class PlayedNetwork {
  readonly clock = new VirtualClock();
  outcome: string | undefined = 'UNKNOWN';
  report: (event: LinkEvent) => void = () => {};
  say: (text: string) => void = (text) =>
    this.report({ kind: 'bytes', bytes: Uint8Array.from(Buffer.from(text, 'latin1')) });
  readonly #link: TerminalLink = {
    kind: 'tcp',
    simulated: false,
    perExchange: true,
    onChange: () => () => {},
    open: async (onEvent) => {
      this.report = onEvent;
      return { ok: true, description: '', line: { send: () => this.send(), close: async () => {} } };
    },
  };
  readonly terminal = new NetworkTerminal(
    this.#link,
    { collector: () => collectAnswer(dialect)! },
    this.clock,
    timers,
    { onStatus: () => {}, note: () => {}, onUnrequestedAnswer: async () => 'acknowledge' },
  );

  constructor(private readonly onRequest: (network: PlayedNetwork) => void) {}
  send: () => Promise<void> = async () => this.onRequest(this);

  /** Takes a payment of 10.23; `took` is its duration in ms. */
  async pay() {
    const from = this.clock.monotonic();
    const paying = this.terminal.exchange('REQUEST', {
      allowFrame: async () => true,
      accepted: () => {},
      answer: async (text) => {
        this.outcome = judged(text)?.outcome;
        return 'acknowledge';
      },
      timeLeft: () => timers.customerMs - (this.clock.monotonic() - from),
    });
    const how = await this.clock.until(paying);
    return { how, outcome: this.outcome, took: this.clock.monotonic() - from };
  }
}

/** The outcome of a payment whose answer comes in these pieces, 20 ms apart. */
const outcomeOf = async (...pieces: string[]) => {
  const network = new PlayedNetwork(({ clock, say }) =>
    pieces.forEach((piece, at) => void clock.after(20 * (at + 1), () => say(piece))),
  );
  const { how, outcome } = await network.pay();
  return how === 'answered' ? outcome : 'UNKNOWN';
};

const surplus = {
  NUL: '\0',
  NULs: '\0\0\0\0',
  blank: ' ',
  tab: '\t',
  'line end': '\r\n',
  ETX: '\x03',
  'ETX and LRC': '\x03Z',
  EOT: '\x04',
  'ACK and EOT': '\x06\x04',
  'bytes above ASCII': '\xff\xfe',
  'a word': 'ok',
  'a number': '0',
} as const;

describe('surplus bytes after a complete answer', () => {
  it.each(Object.entries(surplus))('%s, in the same piece: approved', async (_, bytes) => {
    expect(await outcomeOf(accepted + bytes)).toBe('APPROVED');
  });
  it.each(Object.entries(surplus))('%s, in a piece of its own: approved', async (_, bytes) => {
    expect(await outcomeOf(accepted, bytes)).toBe('APPROVED');
  });
  it.each(Object.entries(surplus))('%s, twice, and byte by byte: approved', async (_, bytes) => {
    expect(await outcomeOf(...accepted, ...bytes, ...bytes)).toBe('APPROVED');
  });
  it.each(Object.entries(surplus))('%s after a refusal: declined', async (_, bytes) => {
    expect(await outcomeOf(refused + bytes)).toBe('DECLINED');
  });
  it.each(['\0', ' ', '\r\n', '\t '])('%j before the answer: approved', async (bytes) => {
    expect(await outcomeOf(bytes + accepted)).toBe('APPROVED');
    expect(await outcomeOf(bytes, accepted)).toBe('APPROVED');
  });
  it('between two fields: approved', async () => {
    expect(await outcomeOf(accepted.replace('CA002', '\0CA002'))).toBe('APPROVED');
  });
});

describe('further bytes that change the meaning of an answer', () => {
  it.each([
    ['the end of another answer before it', accepted.slice(30) + accepted],
    ['a second answer', accepted + accepted],
    ['a second answer that contradicts', accepted + refused],
    ['a second answer after a NUL', `${accepted}\0${refused}`],
    ['a second answer after a word', `${accepted}ok${refused}`],
    ['an additional status field', `${accepted}\0AE00201`],
    ['a torn second answer', accepted + refused.slice(0, 30)],
    ['a damaged reason', `${accepted}aF00204`],
    ['a reason with a damaged length', `${accepted}AF0X204`],
    ['surplus in place of a field', accepted.replace('CE003978', '\0')],
  ])('%s: never approved', async (_, text) => {
    expect(await outcomeOf(text)).not.toBe('APPROVED');
  });
});

describe('bytes after a refusal that may be an authorization', () => {
  it.each([
    ['a field with a damaged tag', 'ac006123456'],
    ['a field with a damaged length', '\x03AC06 12345'],
    ['a field with a damaged length after a control character', '\x03AC=123456'],
    ['a whole acceptance', accepted],
    ['a whole acceptance after a control character', `\x02${accepted}`],
    ['an authorization number', 'AC006123456'],
    ['a cut authorization number', 'AC00612'],
  ])('%s: in doubt, in one piece as in two', async (_, bytes) => {
    expect([await outcomeOf(refused + bytes), await outcomeOf(refused, bytes)]).toEqual([
      'UNKNOWN',
      'UNKNOWN',
    ]);
  });
});

describe('the limit of a payment on the network', () => {
  it('is not prolonged by bytes that follow the answer', async () => {
    const network = new PlayedNetwork(({ clock, say }) => {
      const more = () => {
        say(' ');
        clock.after(200, more);
      };
      clock.after(1000, () => {
        say(accepted);
        more();
      });
    });
    const { outcome, took } = await network.pay();
    expect(outcome).toBe('APPROVED');
    expect(took).toBeLessThanOrEqual(timers.customerMs + 10_000);
  });
  it('is not prolonged by an answer that never ends', async () => {
    const network = new PlayedNetwork(({ clock, say }) => {
      const more = () => {
        say('CZ0');
        clock.after(100, more);
      };
      more();
    });
    expect((await network.pay()).took).toBeLessThanOrEqual(timers.customerMs + 10_000);
  });
  it('ends a request that the connection does not take, and frees the terminal', async () => {
    const network = new PlayedNetwork(() => {});
    network.send = () => new Promise(() => {});
    const { how, took } = await network.pay();
    expect(how).toBe('overdue');
    expect(took).toBeLessThanOrEqual(timers.customerMs);
    network.send = async () => void network.clock.after(20, () => network.say(accepted));
    expect(await network.pay()).toMatchObject({ how: 'answered', outcome: 'APPROVED' });
  });
});
