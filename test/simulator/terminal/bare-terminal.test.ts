import { describe, expect, it } from 'vitest';
import { caisseApLanguage } from '../../../src/simulator/terminal/caisse-ap-language.ts';
import { type NetworkTwin, networkTwin } from '../../../src/simulator/terminal/network-twin.ts';
import { twinScript } from '../../../src/simulator/terminal/twin-script.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { vectors } from '../../vectors/concert-vectors.ts';

const sale = 'CZ0040300CJ012012345678901CA00201CB0041023CD0010CE003978BA0010';

/** Connects a minimal till, which sends bytes to the terminal and collects its answers. */
function connectTill(terminal: NetworkTwin, clock: VirtualClock) {
  const heard: string[] = [];
  const ends: string[] = [];
  const talk = terminal.call({
    send: (bytes) => heard.push(String.fromCharCode(...bytes)),
    after: (ms, then) => clock.after(ms, then),
    hangUp: () => ends.push('hung up'),
    unplug: () => ends.push('unplugged'),
  });
  return {
    ends,
    heard,
    gone: () => talk.onTillGone(),
    say: (text: string) => talk.hear(Uint8Array.from(text, (letter) => letter.charCodeAt(0))),
  };
}

/** Sends this request to a new terminal, and returns its answer after three seconds. */
async function ask(text: string, script = 'accept') {
  const clock = new VirtualClock();
  const terminal = networkTwin(twinScript(script)!);
  const till = connectTill(terminal, clock);
  till.say(text);
  await clock.advance(3000);
  return { terminal, ...till, answer: till.heard.join('') };
}

describe('refuses, before it asks the customer,', () => {
  it.each([
    ['no amount', sale.replace('CB0041023', ''), '09'],
    ['a zero amount', sale.replace('CB0041023', 'CB00200'), '09'],
    ['an amount of one digit', sale.replace('CB0041023', 'CB0015'), '09'],
    ['BF, which breaks newer terminals', `${sale}BF0010`, '09'],
    ['an action that it does not know', sale.replace('CD0010', 'CD0014'), '12'],
    ['frame bytes around it', `\u0002${sale}\u0003`, '09'],
    ['a repeated tag', `${sale}CB0041023`, '09'],
    ['no version first', sale.slice(9), '09'],
  ])('a request with %s', async (_, text, reason) => {
    const { answer, terminal } = await ask(text);
    expect(answer).toContain(`AE00201AF002${reason}`);
    expect(terminal.ledger).toEqual([]);
  });
});

it('identifies itself', async () => {
  const { answer, terminal, ends } = await ask('CZ0040300CJ012012345678901CA00201CD001I', 'version-0301');
  const real = vectors.find(({ name }) => name === 'v3-identification-answer');
  const realAnswer = Buffer.from(real?.bytes_hex ?? '', 'hex').toString('latin1');
  // The order of tags is free (concert.md 3.2).
  const tags = (text: string) => text.match(/[A-Z]{2}\d{3}[0-9I]+?(?=[A-Z]{2}\d{3}|$)/g)?.sort();
  expect(tags(answer)).toEqual(tags(realAnswer));
  expect([terminal.ledger, ends]).toEqual([[], ['hung up']]);
});

it('reads a request that arrives in pieces', async () => {
  const clock = new VirtualClock();
  const terminal = networkTwin(twinScript('accept')!);
  const till = connectTill(terminal, clock);
  for (const letter of sale) {
    till.say(letter);
    await clock.advance(1);
  }
  await clock.advance(3000);
  expect(till.heard.join('')).toContain('AE00210');
  expect(terminal.ledger).toHaveLength(1);
});

it('serves one customer at a time: it answers "busy" to a second till', async () => {
  const clock = new VirtualClock();
  const terminal = networkTwin(twinScript('accept')!);
  const [first, second] = [connectTill(terminal, clock), connectTill(terminal, clock)];
  first.say(sale);
  await clock.advance(100);
  expect(terminal.idle).toBe(false);
  second.say(sale);
  await clock.advance(3000);
  expect(second.heard.join('')).toContain('AE00201CA');
  expect(first.heard.join('')).toContain('AE00210');
  expect(terminal.ledger).toHaveLength(1);
});

it('charges although the till has left, and records that no answer was delivered', async () => {
  const clock = new VirtualClock();
  const terminal = networkTwin(twinScript('accept')!);
  const till = connectTill(terminal, clock);
  till.say(sale);
  await clock.advance(100);
  till.gone();
  await clock.advance(3000);
  expect(till.heard).toEqual([]);
  expect(terminal.ledger.map(({ verdict, answered }) => [verdict, answered])).toEqual([['accepted', false]]);
});

describe('scripts', () => {
  it.each([
    ['single-bytes', 164],
    ['accept', 1],
  ])('%s answers in %i pieces', async (script, pieces) => {
    expect((await ask(sale, script)).heard).toHaveLength(pieces);
  });
  it.each([
    ['padded-amount', 'CB0070001023'],
    ['contactless', 'CC00300B'],
    ['extended-reason', `AF029${'0451'.padEnd(29)}`],
    ['wrong-echo-operation', 'CD0011'],
    ['long-ticket', 'AK800'],
    ['partial-amount', 'CB003512'],
  ])('%s: the answer contains %s', async (script, tags) => {
    expect((await ask(sale, script)).answer).toContain(tags);
  });
  it('answers the red key without any other field', async () => {
    expect((await ask(sale, 'red-key-bare')).answer).toBe('CZ0040300CJ012012345678901AE00201AF00206');
  });
  it.each([
    ['accept', ['hung up']],
    ['no-close', []],
    ['unplug-at-8', ['unplugged']],
  ])('%s ends with %j', async (script, ends) => {
    expect((await ask(sale, script)).ends).toEqual(ends);
  });
  it('a new script applies from the next payment on', async () => {
    const clock = new VirtualClock();
    const terminal = networkTwin(twinScript('accept')!);
    terminal.follow(twinScript('refuse')!);
    connectTill(terminal, clock).say(sale);
    await clock.advance(3000);
    expect(terminal.ledger.map(({ verdict }) => verdict)).toEqual(['refused']);
  });
  it('a stopped terminal forgets its customer and charges nothing', async () => {
    const clock = new VirtualClock();
    const terminal = networkTwin(twinScript('accept')!);
    connectTill(terminal, clock).say(sale);
    await clock.advance(100);
    terminal.stop();
    await clock.advance(3000);
    expect([terminal.idle, terminal.ledger]).toEqual([true, []]);
  });
});

describe('every request of real tills', () => {
  const requests = vectors.filter(
    ({ protocol, direction, valid }) =>
      protocol === 'caisse-ap-v3-tcp' && direction === 'pos->terminal' && valid,
  );
  it.each(requests)('$name is understood', ({ name, bytes_hex }) => {
    const request = caisseApLanguage.read(Buffer.from(bytes_hex, 'hex').toString('latin1'));
    const operation = name.includes('identification')
      ? 'identification'
      : name.includes('credit')
        ? 'credit'
        : name.includes('cancel')
          ? 'cancellation'
          : 'debit';
    expect(request?.operation).toBe(operation);
    expect(request?.refusal).toBe(name.includes('bf0') ? '09' : undefined);
  });
});
