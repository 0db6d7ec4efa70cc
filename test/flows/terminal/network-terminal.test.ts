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
  readonly states: TerminalStatus['state'][] = [];
  /** The calls of the payment's exchange, in their order. */
  readonly calls: string[] = [];
  refusing: (LinkOpening & { ok: false }) | undefined;
  sendFails = false;
  open = 0;
  report: (event: LinkEvent) => void = () => {};
  action: AnswerAction = 'acknowledge';
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
        this.report = (event) => !closed && onEvent(event);
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
      onStatus: ({ state, overNetwork }) => {
        expect(overNetwork).toBe(true);
        this.states.push(state);
      },
      note: () => {},
      onUnrequestedAnswer: async (text) => {
        this.unasked.push(text);
        return 'acknowledge';
      },
    });
  }

  readonly exchange: Exchange = {
    allowFrame: async () => {
      this.calls.push('permit');
      return this.permitted;
    },
    accepted: () => void this.calls.push('accepted'),
    answer: async (text, origin) => {
      this.calls.push(`${origin} ${text}`);
      return this.action;
    },
  };
  hear = async (...chunks: string[]) => {
    for (const chunk of chunks) this.report({ kind: 'bytes', bytes: bytes(chunk) });
    await this.clock.advance(0);
  };
  async pay(signal?: AbortSignal) {
    const paying = this.terminal.exchange('PAY', this.exchange, signal);
    await this.clock.advance(0);
    return { how: () => this.clock.until(paying) };
  }
}

describe('a payment on a network terminal', () => {
  it('asks for permission, sends once, and hands over the answer after a silence', async () => {
    const bench = new Bench();
    const { how } = await bench.pay();
    expect(bench.sent).toEqual(['PAY']);
    await bench.hear('A', 'CC', 'EPTED!');
    expect(bench.calls).toEqual(['permit', 'accepted']);
    await bench.clock.advance(299);
    expect(bench.calls).toHaveLength(2);
    await bench.hear('TICKET!');
    await bench.clock.advance(300);
    expect(bench.calls).toEqual(['permit', 'accepted', 'awaited ACCEPTED!TICKET!']);
    expect(await how()).toBe('answered');
    expect(bench.open).toBe(0);
    expect(bench.terminal.status.state).toBe('ready');
  });
  it('waits longer if required fields are missing, and takes what came when the terminal closes the connection', async () => {
    const bench = new Bench();
    const { how } = await bench.pay();
    await bench.hear('YES.');
    await bench.clock.advance(2900);
    expect(bench.calls).toHaveLength(2);
    bench.report({ kind: 'closed', reason: 'closed' });
    expect(await how()).toBe('answered');
    expect(bench.calls.at(-1)).toBe('awaited YES.');
  });
  it.each([
    ['half an answer, then the connection closes', 'answer-broken', ['HALF'], 'closed'],
    ['no answer, then the connection closes', 'lost-after-frame', [], 'closed'],
    ['an answer that cannot be read', 'answer-broken', ['#'], 'open'],
    ['a whole answer, then bytes that may contradict it', 'answer-broken', ['YES!', '#'], 'open'],
    ['half an answer, then silence', 'overdue', ['HALF'], 'open'],
    ['silence', 'overdue', [], 'open'],
  ] as const)('%s: ends as "%s"', async (_name, how, chunks, connection) => {
    const bench = new Bench();
    const paying = await bench.pay();
    await bench.hear(...chunks);
    if (connection === 'closed') bench.report({ kind: 'closed', reason: 'gone' });
    expect(await paying.how()).toBe(how);
    expect(bench.sent).toEqual(['PAY']);
    expect(bench.calls.filter((each) => each.startsWith('awaited'))).toEqual([]);
  });
  it('reports that nothing was sent when the connection fails before the request', async () => {
    const away = new Bench();
    away.refusing = { ok: false, failure: 'away', detail: 'refused' };
    expect(await (await away.pay()).how()).toBe('no-line');
    expect(away.calls).toEqual([]);
    expect(away.terminal.status).toMatchObject({ state: 'away', description: 'refused' });
    const forbidden = new Bench();
    forbidden.permitted = false;
    expect(await (await forbidden.pay()).how()).toBe('not-permitted');
    expect(forbidden.sent).toEqual([]);
    const calledOff = new Bench();
    expect(await (await calledOff.pay(AbortSignal.abort())).how()).toBe('abandoned');
    expect(calledOff.open).toBe(0);
  });
  it('ends as "lost-after-frame" when the request may have been sent', async () => {
    const bench = new Bench();
    bench.sendFails = true;
    expect(await (await bench.pay()).how()).toBe('lost-after-frame');
  });
  it('does not cancel a payment that was sent', async () => {
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
  it('closes a connection that still listens for a late answer before it opens one for the next payment', async () => {
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
    bench.action = 'ignore';
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
  it('is ready soon after any answer', async () => {
    const bench = new Bench();
    const connecting = bench.terminal.connect();
    await bench.clock.advance(0);
    await bench.hear('NOT FOR ME.');
    await bench.clock.advance(300);
    expect(bench.terminal.status.state).toBe('ready');
    await connecting;
  });
  it('is unchecked when the terminal accepts the connection without an answer', async () => {
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
  it('is updated by automatic probes while the terminal is away', async () => {
    const bench = new Bench();
    bench.refusing = { ok: false, failure: 'away', detail: 'no route' };
    expect((await bench.clock.until(bench.terminal.connect())).state).toBe('away');
    bench.refusing = undefined;
    await bench.clock.advance(300);
    await bench.hear('ME!');
    await bench.clock.advance(300);
    expect(bench.terminal.status.state).toBe('ready');
  });
  it('is not probed while a payment runs', async () => {
    const bench = new Bench();
    await bench.pay();
    expect((await bench.terminal.probe()).state).toBe('paying');
    expect(bench.sent).toEqual(['PAY']);
  });
  it('a terminal that was closed opens no connection for a payment', async () => {
    const bench = new Bench();
    await (await bench.pay()).how();
    await bench.clock.until(bench.terminal.close());
    expect(bench.open).toBe(0);
    expect(await (await bench.pay()).how()).toBe('no-line');
  });
});
