import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../../src/core/settings/settings.ts';
import { ACK, ENQ, EOT, encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { answerFrame, PlayedLine } from '../terminal/played-line.ts';

const hours = 3_600_000;
const accepted = answerFrame();
const refused = answerFrame({ status: '7' });

/** The terminal sends an answer in a session of its own. */
function deliver(line: PlayedLine, answer: Uint8Array, afterMs: number): void {
  line.say([ENQ], afterMs);
  line.say(answer, afterMs + 100);
  line.say([EOT], afterMs + 200);
}

/** A terminal that takes every request; `onRequest` gets the number of the request, from 1. */
function terminalThat(
  onRequest: (line: PlayedLine, request: number) => void,
  settings?: SettingsInput,
): PlayedLine {
  const line = new PlayedLine(settings);
  line.reply = (sent) => {
    if (sent[0] === ENQ) line.say([ACK]);
    if (sent.length === 1) return;
    line.say([ACK]);
    onRequest(line, line.frames.length);
  };
  return line;
}

/** Payment A's request is taken, then the cable is pulled; later requests get these answers. */
const withPulledCable = (...answers: Uint8Array[]): PlayedLine => pulledAt({}, answers);

function pulledAt(settings: SettingsInput, answers: readonly Uint8Array[]): PlayedLine {
  return terminalThat((line, request) => {
    if (request === 1) return void line.clock.after(500, () => line.pull());
    const first = request === 2 ? answers : [accepted];
    for (const [index, answer] of first.entries()) deliver(line, answer, 1000 + index * 3000);
  }, settings);
}

const settled = async (line: PlayedLine) => {
  await line.clock.advance(20_000);
  return line.outcomes;
};

describe('payment A is in doubt, and B has the same amount', () => {
  it.each([
    ['A accepted, B accepted', [accepted, accepted]],
    ['A accepted, B refused', [accepted, refused]],
    ['A refused, B accepted', [refused, accepted]],
    ['A refused, B refused', [refused, refused]],
  ])('%s: both wait for a person, whatever the terminal delivers', async (_, answers) => {
    const line = withPulledCable(...answers);
    expect((await line.pay('A')).outcome).toBe('UNKNOWN');
    await line.clock.advance(1000);
    expect(await line.pay('B')).toMatchObject({
      outcome: 'UNKNOWN',
      failure: 'outcome-unknown',
      detail: 'the terminal’s answer also fits an earlier payment, which is still in doubt',
    });
    expect(await settled(line)).toEqual({ A: 'UNKNOWN', B: 'UNKNOWN' });
  });
  it('B keeps what the terminal said, for the person', async () => {
    const line = withPulledCable(accepted);
    await line.pay('A');
    await line.clock.advance(1000);
    await line.pay('B');
    const b = [...line.storage.payments.values()].find(({ orderId }) => orderId === 'B');
    expect(b?.answer).toMatchObject({ status: '0', amountMinor: 1023 });
  });
  it('of another amount, B is paid', async () => {
    const line = withPulledCable(answerFrame({ amountMinor: 500 }));
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('B', { amountMinor: 500 })).outcome).toBe('APPROVED');
  });
  it('once a person has decided about A, B is paid', async () => {
    const line = withPulledCable(accepted);
    await line.pay('A');
    const a = [...line.storage.payments.values()][0]!;
    line.storage.payments.set(a.paymentId, { ...a, state: 'resolved' });
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe('APPROVED');
  });
  it('once the terminal has answered a later payment, it holds no answer to A: B is paid', async () => {
    const line = withPulledCable(answerFrame({ amountMinor: 500 }));
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('C', { amountMinor: 500 })).outcome).toBe('APPROVED');
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe('APPROVED');
    expect((await settled(line))['A']).toBe('UNKNOWN');
  });
  it('an answer of A that a payment of another amount gets leaves both in doubt, and B too', async () => {
    const line = withPulledCable(accepted);
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('C', { amountMinor: 500 })).outcome).toBe('OTHER_PAYMENT');
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe('UNKNOWN');
  });
});

describe('on a Caisse-AP line', () => {
  const language = { terminal: { language: 'caisse-ap-v3' } } as const;
  const v3 = (text: string) => encodeFrame(`CZ0040300${text}`)!;
  const echo = 'CA00201CB0041023CD0010CE003978';

  it.each([
    ['a refusal without an amount', v3('AE00201AF00206'), 'UNKNOWN'],
    ['a refusal with the amount zero', v3('AE00201AF00206CA00201CB0040000CD0010CE003978'), 'UNKNOWN'],
    ['a refusal of another register', v3('AE00201AF00206CA00202CB0040000CD0010CE003978'), 'CANCELLED'],
    ['an acceptance', v3(`AE00210${echo}`), 'UNKNOWN'],
  ])('%s fits A in doubt too, or not', async (_, answer, outcome) => {
    const line = pulledAt(language, [answer]);
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe(outcome);
  });
  it('a refusal without an amount fits A of another amount too', async () => {
    const line = pulledAt(language, [v3('AE00201AF00206'), v3(`AE00210${echo}`)]);
    await line.pay('A', { amountMinor: 500 });
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe('UNKNOWN');
    // B's own acceptance then settles B: no other payment of this amount is in doubt.
    expect(await settled(line)).toEqual({ A: 'UNKNOWN', B: 'APPROVED' });
  });
  it('a duplicate, which moves no money, is read while A is in doubt', async () => {
    const line = pulledAt(language, [v3('AE00210CA00201CB0041023CD0013CE003978')]);
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('B', { transactionType: 'Duplicate' })).outcome).toBe('APPROVED');
  });
});

/** The outcome of a payment of 10.23 while this earlier one is in doubt. */
async function outcomeBeside(change: Parameters<typeof aRecord>[0], hoursAgo: number) {
  const line = terminalThat((to) => deliver(to, accepted, 1000));
  const at = line.clock.now() - hoursAgo * hours;
  const terminal = { ...aRecord().terminal, link: 'web-serial', simulated: false };
  await line.storage.journal.write(
    aRecord({
      paymentId: 'old',
      orderId: 'Old',
      request: aRequest({ orderId: 'Old' }),
      terminal,
      state: 'unknown',
      outcome: 'UNKNOWN',
      createdAt: at,
      updatedAt: at,
      history: [{ state: 'sending', at }],
      ...change,
    }),
  );
  return (await line.pay('B')).outcome;
}

describe('an old doubt of the same amount', () => {
  const { terminal } = aRecord();
  it.each([
    ['of this morning', {}, 6, 'UNKNOWN'],
    ['of a clock that was set back', {}, -1, 'UNKNOWN'],
    ['of last week', {}, 7 * 24, 'APPROVED'],
    [
      'at another register',
      { terminal: { ...terminal, simulated: false, registerNumber: '02' } },
      1,
      'APPROVED',
    ],
    ['at a simulated terminal', { terminal: { ...terminal, simulated: true } }, 1, 'APPROVED'],
    ['in another currency', { request: aRequest({ currency: 'USD' }) }, 1, 'APPROVED'],
    ['that was never sent', { state: 'intended', history: [] } as const, 1, 'APPROVED'],
  ] as const)('%s: has its effect', async (_, change, hoursAgo, outcome) => {
    expect(await outcomeBeside(change as Parameters<typeof aRecord>[0], hoursAgo)).toBe(outcome);
  });
});
