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
  onOpen: () => void = () => {};
  say: (text: string) => void = (text) =>
    this.report({ kind: 'bytes', bytes: Uint8Array.from(Buffer.from(text, 'latin1')) });
  readonly #link: TerminalLink = {
    kind: 'tcp',
    simulated: false,
    perExchange: true,
    onChange: () => () => {},
    open: async (onEvent) => {
      this.report = onEvent;
      this.onOpen();
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
      answer: async (text, origin) => {
        this.outcome = judged(text, undefined, origin)?.outcome;
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
  it.each(Object.entries(surplus))(
    '%s after a refusal: declined, unless letters or digits may be a field',
    async (name, bytes) => {
      const mayBeField = name === 'a word' || name === 'a number';
      expect(await outcomeOf(refused + bytes)).toBe(mayBeField ? 'UNKNOWN' : 'DECLINED');
    },
  );
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
    ['the digits of a number that another field has swallowed', 'CF010xxxxxAC0041234'],
    ['a short state', '\x03AE10'],
    ['the begin of a message', '\x02CZ00'],
    ['a short number', '\x03AC12'],
    ['a reason with a wrong length', 'AF00101'],
    ['a swallowed state', 'CF015AE00210CB004102'],
    ['a ticket of which much is missing', 'ZT500CK003120AK489QUFB'],
    ['a second message without a state', 'CZ0040301CJ012330538600404'],
  ])('%s: in doubt, in one piece as in two', async (_, bytes) => {
    expect([await outcomeOf(refused + bytes), await outcomeOf(refused, bytes)]).toEqual([
      'UNKNOWN',
      'UNKNOWN',
    ]);
  });
});

describe('an answer that was there before the request', () => {
  it('ends the payment before anything is sent', async () => {
    let sent = 0;
    const network = new PlayedNetwork(() => sent++);
    network.onOpen = () => network.say(accepted);
    const { how, outcome } = await network.pay();
    expect({ how, outcome, sent }).toEqual({ how: 'line-busy', outcome: 'UNKNOWN', sent: 0 });
  });
  it.each(['\r\n', '\x06', accepted, refused])(
    'is never the answer to a request that is on its way, with %j after it',
    async (later) => {
      const network = new PlayedNetwork(() => {});
      network.send = async () => {
        network.say(accepted);
        await new Promise<void>((resolve) => network.clock.after(5, resolve));
        network.clock.after(20, () => network.say(later));
      };
      expect((await network.pay()).outcome).toBe('UNKNOWN');
    },
  );
  it('is not made of blanks and line ends: the payment goes on', async () => {
    const network = new PlayedNetwork(({ clock, say }) => clock.after(20, () => say(accepted)));
    network.onOpen = () => network.say('\r\n\0 ');
    expect((await network.pay()).outcome).toBe('APPROVED');
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
