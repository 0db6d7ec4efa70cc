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

/** A language of one rule: an answer is whole at its `.`, and has everything at `!`. */
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

/** A terminal on the network whose other end is the test. */
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
  desk: NetworkTerminal;

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
    this.desk = new NetworkTerminal(link, { identification, collector }, this.clock, timers, {
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
    const paying = this.desk.exchange('PAY', this.exchange, signal);
    await this.clock.advance(0);
    return { how: () => this.clock.until(paying) };
  }
}

describe('a call to a terminal on the network', () => {
  it('asks the journal, sends once, and hands over what was said once it is quiet', async () => {
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
    expect(bench.desk.status.state).toBe('ready');
  });
  it('waits longer for an answer that lacks what it must say, and takes what came when the terminal hangs up', async () => {
    const bench = new Bench();
    const { how } = await bench.pay();
    await bench.hear('YES.');
    await bench.clock.advance(2900);
    expect(bench.done).toHaveLength(2);
    bench.tell({ kind: 'closed', reason: 'closed' });
    expect(await how()).toBe('answered');
    expect(bench.done.at(-1)).toBe('awaited YES.');
  });
  it('keeps a whole answer when rubbish follows it', async () => {
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
  ] as const)('%s', async (_name, chunks, then, how) => {
    const bench = new Bench();
    const paying = await bench.pay();
    await bench.hear(...chunks);
    if (then === 'closed') bench.tell({ kind: 'closed', reason: 'gone' });
    expect(await paying.how()).toBe(how);
    expect(bench.sent).toEqual(['PAY']);
    expect(bench.done.filter((each) => each.startsWith('awaited'))).toEqual([]);
  });
  it('says that nothing was sent where nothing was', async () => {
    const away = new Bench();
    away.refusing = { ok: false, failure: 'away', detail: 'refused' };
    expect(await (await away.pay()).how()).toBe('no-line');
    expect(away.done).toEqual([]);
    expect(away.desk.status).toMatchObject({ state: 'away', description: 'refused' });
    const forbidden = new Bench();
    forbidden.permitted = false;
    expect(await (await forbidden.pay()).how()).toBe('not-permitted');
    expect(forbidden.sent).toEqual([]);
    const calledOff = new Bench();
    expect(await (await calledOff.pay(AbortSignal.abort())).how()).toBe('abandoned');
    expect(calledOff.open).toBe(0);
  });
  it('says that nobody knows where the request may have left', async () => {
    const bench = new Bench();
    bench.sendFails = true;
    expect(await (await bench.pay()).how()).toBe('lost-after-frame');
  });
  it('does not call a payment back once it is out', async () => {
    const bench = new Bench();
    const stop = new AbortController();
    const { how } = await bench.pay(stop.signal);
    stop.abort();
    await bench.hear('YES!');
    expect(await how()).toBe('answered');
  });
  it('hears an answer that comes after the time-out', async () => {
    const bench = new Bench();
    expect(await (await bench.pay()).how()).toBe('overdue');
    expect(bench.open).toBe(1);
    await bench.hear('LATE!');
    await bench.clock.advance(300);
    expect(bench.unasked).toEqual(['LATE!']);
    expect(bench.open).toBe(0);
  });
  it('lets a late call go when the next payment comes, and gives it one connection', async () => {
    const bench = new Bench();
    await (await bench.pay()).how();
    const { how } = await bench.pay();
    expect(bench.open).toBe(1);
    await bench.hear('YES!');
    expect(await how()).toBe('answered');
    expect(bench.unasked).toEqual([]);
  });
  it('pays one after the other', async () => {
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
  it('does not take an answer for kept that was not', async () => {
    const bench = new Bench();
    bench.fate = 'ignore';
    const { how } = await bench.pay();
    await bench.hear('YES!');
    expect(await how()).toBe('answer-broken');
  });
});

describe('the lamp', () => {
  it('is ready when the terminal says who it is', async () => {
    const bench = new Bench();
    const connecting = bench.desk.connect();
    await bench.clock.advance(0);
    expect(bench.sent).toEqual(['WHO.']);
    await bench.hear('ME!');
    expect((await bench.clock.until(connecting)).state).toBe('ready');
    expect(bench.open).toBe(0);
  });
  it('is ready whatever it says, without waiting for more', async () => {
    const bench = new Bench();
    const connecting = bench.desk.connect();
    await bench.clock.advance(0);
    await bench.hear('NOT FOR ME.');
    await bench.clock.advance(300);
    expect(bench.desk.status.state).toBe('ready');
    await connecting;
  });
  it('is unchecked when it takes the call and says nothing, and a payment may be tried', async () => {
    const bench = new Bench();
    expect((await bench.clock.until(bench.desk.connect())).state).toBe('unchecked');
    expect(bench.open).toBe(0);
    expect(bench.unasked).toEqual([]);
  });
  it('sends nothing in a language that has no such question', async () => {
    const bench = new Bench('');
    await bench.clock.until(bench.desk.connect());
    expect(bench.sent).toEqual([]);
  });
  it('asks again by itself while the terminal is away', async () => {
    const bench = new Bench();
    bench.refusing = { ok: false, failure: 'away', detail: 'asleep' };
    expect((await bench.clock.until(bench.desk.connect())).state).toBe('away');
    bench.refusing = undefined;
    await bench.clock.advance(300);
    await bench.hear('ME!');
    await bench.clock.advance(300);
    expect(bench.desk.status.state).toBe('ready');
  });
  it('does not disturb a payment', async () => {
    const bench = new Bench();
    await bench.pay();
    expect((await bench.desk.probe()).state).toBe('paying');
    expect(bench.sent).toEqual(['PAY']);
  });
  it('is nobody’s after closing', async () => {
    const bench = new Bench();
    await (await bench.pay()).how();
    await bench.clock.until(bench.desk.close());
    expect(bench.open).toBe(0);
    expect(await (await bench.pay()).how()).toBe('no-line');
  });
});
