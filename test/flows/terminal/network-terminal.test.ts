import { describe, expect, it } from 'vitest';
import type { TerminalStatus } from '../../../src/core/connector-api/snapshot.ts';
import type { LinkEvent, LinkOpening, TerminalLink } from '../../../src/core/ports/terminal-link.ts';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import type { AnswerCollector } from '../../../src/flows/terminal/network-exchange.ts';
import { NetworkTerminal } from '../../../src/flows/terminal/network-terminal.ts';
import type { AnswerAction, Exchange } from '../../../src/flows/terminal/terminal.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const { timers } = defaultSettings().terminal;
const bytes = (text: string) => new TextEncoder().encode(text);

/** A language for tests: an answer is complete at `.`, and has every field at `!`. */
function collector(): AnswerCollector {
  let text = '';
  let whole = '';
  return {
    push(chunk) {
      text += new TextDecoder().decode(chunk);
      if (text.includes('#')) return 'broken';
      if (!/[.!]$/.test(text)) return 'incomplete';
      whole = text;
      return text.endsWith('!') ? 'enough' : 'complete';
    },
    get text() {
      return whole;
    },
  };
}

/** A network terminal whose other end is played by the test. */
class Bench {
  readonly clock = new VirtualClock();
  readonly sent: string[] = [];
  readonly unasked: string[] = [];
  readonly lamps: TerminalStatus['state'][] = [];
  readonly done: string[] = [];
  refusing: (LinkOpening & { ok: false }) | undefined;
  sendFails = false;
  open = 0;
  tell: (event: LinkEvent) => void = () => {};
  fate: AnswerAction = 'acknowledge';
  permitted = true;
  terminal: NetworkTerminal;

  constructor(identification: string | undefined = 'WHO.') {
    const link: TerminalLink = {
      kind: 'tcp',
      simulated: false,
      perExchange: true,
      onChange: () => () => {},
      open: async (onEvent) => {
        if (this.refusing) return this.refusing;
        this.open++;
        let closed = false;
        this.tell = (event) => !closed && onEvent(event);
        return {
          ok: true,
          description: '10.0.0.5:8888',
          line: {
            send: async (chunk) => {
              if (this.sendFails) throw new Error('broken pipe');
              this.sent.push(new TextDecoder().decode(chunk));
            },
            close: async () => {
              if (closed) return;
              closed = true;
              this.open--;
              onEvent({ kind: 'closed', reason: 'closed' });
            },
          },
        };
      },
    };
    this.terminal = new NetworkTerminal(link, { identification, collector }, this.clock, timers, {
      status: ({ state }) => this.lamps.push(state),
      note: () => {},
      unasked: async (text) => {
        this.unasked.push(text);
        return 'acknowledge';
      },
    });
  }

  readonly exchange: Exchange = {
    permit: async () => {
      this.done.push('permit');
      return this.permitted;
    },
    accepted: () => void this.done.push('accepted'),
    answer: async (text, origin) => {
      this.done.push(`${origin} ${text}`);
      return this.fate;
    },
  };
  hear = async (...chunks: string[]) => {
    for (const chunk of chunks) this.tell({ kind: 'bytes', bytes: bytes(chunk) });
    await this.clock.advance(0);
  };
  async pay(signal?: AbortSignal) {
    const paying = this.terminal.exchange('PAY', this.exchange, signal);
    await this.clock.advance(0);
    return { how: () => this.clock.until(paying) };
  }
}

describe('a call to a terminal on the network', () => {
  it('asks the journal, sends once, and hands over the answer after a silence', async () => {
    const bench = new Bench();
    const { how } = await bench.pay();
    expect(bench.sent).toEqual(['PAY']);
    await bench.hear('A', 'CC', 'EPTED!');
    expect(bench.done).toEqual(['permit', 'accepted']);
    await bench.clock.advance(299);
    expect(bench.done).toHaveLength(2);
    await bench.hear('TICKET!');
    await bench.clock.advance(300);
    expect(bench.done).toEqual(['permit', 'accepted', 'awaited ACCEPTED!TICKET!']);
    expect(await how()).toBe('answered');
    expect(bench.open).toBe(0);
    expect(bench.terminal.status.state).toBe('ready');
  });
  it('waits longer for an incomplete answer, and takes what came when the terminal closes the connection', async () => {
    const bench = new Bench();
    const { how } = await bench.pay();
    await bench.hear('YES.');
    await bench.clock.advance(2900);
    expect(bench.done).toHaveLength(2);
    bench.tell({ kind: 'closed', reason: 'closed' });
    expect(await how()).toBe('answered');
    expect(bench.done.at(-1)).toBe('awaited YES.');
  });
  it('keeps a complete answer when other bytes follow it', async () => {
    const bench = new Bench();
    const { how } = await bench.pay();
    await bench.hear('YES!', '#');
    expect(await how()).toBe('answered');
    expect(bench.done.at(-1)).toBe('awaited YES!');
  });
  it.each([
    ['half an answer, then the end', ['HALF'], 'closed', 'answer-broken'],
    ['no answer, then the end', [], 'closed', 'lost-after-frame'],
    ['what cannot be read', ['#'], 'none', 'answer-broken'],
    ['half an answer, then silence', ['HALF'], 'none', 'overdue'],
    ['silence', [], 'none', 'overdue'],
  ] as const)('%s: ends as defined', async (_name, chunks, then, how) => {
    const bench = new Bench();
    const paying = await bench.pay();
    await bench.hear(...chunks);
    if (then === 'closed') bench.tell({ kind: 'closed', reason: 'gone' });
    expect(await paying.how()).toBe(how);
    expect(bench.sent).toEqual(['PAY']);
    expect(bench.done.filter((each) => each.startsWith('awaited'))).toEqual([]);
  });
  it('reports that nothing was sent when the connection fails before the request', async () => {
    const away = new Bench();
    away.refusing = { ok: false, failure: 'away', detail: 'refused' };
    expect(await (await away.pay()).how()).toBe('no-line');
    expect(away.done).toEqual([]);
    expect(away.terminal.status).toMatchObject({ state: 'away', description: 'refused' });
    const forbidden = new Bench();
    forbidden.permitted = false;
    expect(await (await forbidden.pay()).how()).toBe('not-permitted');
    expect(forbidden.sent).toEqual([]);
    const calledOff = new Bench();
    expect(await (await calledOff.pay(AbortSignal.abort())).how()).toBe('abandoned');
    expect(calledOff.open).toBe(0);
  });
  it('reports an unknown outcome when the request may have left', async () => {
    const bench = new Bench();
    bench.sendFails = true;
    expect(await (await bench.pay()).how()).toBe('lost-after-frame');
  });
  it('refuses to cancel a payment once it is sent', async () => {
    const bench = new Bench();
    const stop = new AbortController();
    const { how } = await bench.pay(stop.signal);
    stop.abort();
    await bench.hear('YES!');
    expect(await how()).toBe('answered');
  });
  it('reads an answer that comes after the time-out', async () => {
    const bench = new Bench();
    expect(await (await bench.pay()).how()).toBe('overdue');
    expect(bench.open).toBe(1);
    await bench.hear('LATE!');
    await bench.clock.advance(300);
    expect(bench.unasked).toEqual(['LATE!']);
    expect(bench.open).toBe(0);
  });
  it('closes the connection of a late answer for the next payment, and opens one for it', async () => {
    const bench = new Bench();
    await (await bench.pay()).how();
    const { how } = await bench.pay();
    expect(bench.open).toBe(1);
    await bench.hear('YES!');
    expect(await how()).toBe('answered');
    expect(bench.unasked).toEqual([]);
  });
  it('runs payments one after the other', async () => {
    const bench = new Bench();
    const first = await bench.pay();
    const second = await bench.pay();
    expect(bench.sent).toEqual(['PAY']);
    await bench.hear('ONE!');
    expect(await first.how()).toBe('answered');
    await bench.clock.advance(0);
    expect(bench.sent).toEqual(['PAY', 'PAY']);
    await bench.hear('TWO!');
    expect(await second.how()).toBe('answered');
  });
  it('does not count an answer as kept when it was not written', async () => {
    const bench = new Bench();
    bench.fate = 'ignore';
    const { how } = await bench.pay();
    await bench.hear('YES!');
    expect(await how()).toBe('answer-broken');
  });
});

describe('the terminal status', () => {
  it('is ready when the terminal identifies itself', async () => {
    const bench = new Bench();
    const connecting = bench.terminal.connect();
    await bench.clock.advance(0);
    expect(bench.sent).toEqual(['WHO.']);
    await bench.hear('ME!');
    expect((await bench.clock.until(connecting)).state).toBe('ready');
    expect(bench.open).toBe(0);
  });
  it('is ready after any answer, without waiting for more', async () => {
    const bench = new Bench();
    const connecting = bench.terminal.connect();
    await bench.clock.advance(0);
    await bench.hear('NOT FOR ME.');
    await bench.clock.advance(300);
    expect(bench.terminal.status.state).toBe('ready');
    await connecting;
  });
  it('is unchecked when the terminal accepts the connection without an answer, and a payment may be tried', async () => {
    const bench = new Bench();
    expect((await bench.clock.until(bench.terminal.connect())).state).toBe('unchecked');
    expect(bench.open).toBe(0);
    expect(bench.unasked).toEqual([]);
  });
  it('sends nothing in a language without an identification request', async () => {
    const bench = new Bench('');
    await bench.clock.until(bench.terminal.connect());
    expect(bench.sent).toEqual([]);
  });
  it('probes again by itself while the terminal is away', async () => {
    const bench = new Bench();
    bench.refusing = { ok: false, failure: 'away', detail: 'asleep' };
    expect((await bench.clock.until(bench.terminal.connect())).state).toBe('away');
    bench.refusing = undefined;
    await bench.clock.advance(300);
    await bench.hear('ME!');
    await bench.clock.advance(300);
    expect(bench.terminal.status.state).toBe('ready');
  });
  it('does not disturb a payment', async () => {
    const bench = new Bench();
    await bench.pay();
    expect((await bench.terminal.probe()).state).toBe('paying');
    expect(bench.sent).toEqual(['PAY']);
  });
  it('opens no connection for a payment after it was closed', async () => {
    const bench = new Bench();
    await (await bench.pay()).how();
    await bench.clock.until(bench.terminal.close());
    expect(bench.open).toBe(0);
    expect(await (await bench.pay()).how()).toBe('no-line');
  });
});
