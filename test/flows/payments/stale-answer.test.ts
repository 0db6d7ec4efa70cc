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

/**
 * The terminal takes the first request, then its cable is pulled. After the second request it delivers `answers`; later
 * requests are accepted.
 */
const withPulledCable = (...answers: Uint8Array[]): PlayedLine => withSettingsAndPulledCable({}, answers);

function withSettingsAndPulledCable(settings: SettingsInput, answers: readonly Uint8Array[]): PlayedLine {
  return terminalThat((line, request) => {
    if (request === 1) return void line.clock.after(500, () => line.pull());
    const delivered = request === 2 ? answers : [accepted];
    for (const [index, answer] of delivered.entries()) deliver(line, answer, 1000 + index * 3000);
  }, settings);
}

const settled = async (line: PlayedLine) => {
  await line.clock.advance(20_000);
  return line.outcomes;
};

describe('payment A is in doubt, and B follows', () => {
  it.each([
    ['A accepted, B accepted', [accepted, accepted]],
    ['A accepted, B refused', [accepted, refused]],
    ['A refused, B accepted', [refused, accepted]],
    ['A refused, B refused', [refused, refused]],
  ])('%s, with the same amount: both wait for a person', async (_, answers) => {
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
  it('B has the same amount and keeps the terminal’s answer, for the person', async () => {
    const line = withPulledCable(accepted);
    await line.pay('A');
    await line.clock.advance(1000);
    await line.pay('B');
    const b = [...line.storage.payments.values()].find(({ orderId }) => orderId === 'B');
    expect(b?.answer).toMatchObject({ status: '0', amountMinor: 1023 });
  });
  it('B has another amount: it is paid', async () => {
    const line = withPulledCable(answerFrame({ amountMinor: 500 }));
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('B', { amountMinor: 500 })).outcome).toBe('APPROVED');
  });
  it('a person has decided about A: B is paid', async () => {
    const line = withPulledCable(accepted);
    await line.pay('A');
    const a = [...line.storage.payments.values()][0]!;
    line.storage.payments.set(a.paymentId, { ...a, state: 'resolved' });
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe('APPROVED');
  });
  it('the terminal has answered another payment since, so it holds no answer to A: B is paid', async () => {
    const line = withPulledCable(answerFrame({ amountMinor: 500 }));
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('C', { amountMinor: 500 })).outcome).toBe('APPROVED');
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe('APPROVED');
    expect((await settled(line))['A']).toBe('UNKNOWN');
  });
  it('A’s answer comes during payment C of another amount: A stays in doubt, and B becomes unknown', async () => {
    const line = withPulledCable(accepted);
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('C', { amountMinor: 500 })).outcome).toBe('OTHER_PAYMENT');
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe('UNKNOWN');
  });
});

describe('payment A is in doubt on a Caisse-AP line', () => {
  const language = { terminal: { language: 'caisse-ap-v3' } } as const;
  const v3 = (text: string) => encodeFrame(`CZ0040300${text}`)!;
  const echo = 'CA00201CB0041023CD0010CE003978';

  it.each([
    ['a refusal without an amount', 'UNKNOWN', v3('AE00201AF00206')],
    ['a refusal with the amount zero', 'UNKNOWN', v3('AE00201AF00206CA00201CB0040000CD0010CE003978')],
    ['a refusal of another register', 'CANCELLED', v3('AE00201AF00206CA00202CB0040000CD0010CE003978')],
    ['an acceptance', 'UNKNOWN', v3(`AE00210${echo}`)],
  ])('%s ends B as %s', async (_, outcome, answer) => {
    const line = withSettingsAndPulledCable(language, [answer]);
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe(outcome);
  });
  it('a refusal without an amount also fits A of another amount', async () => {
    const line = withSettingsAndPulledCable(language, [v3('AE00201AF00206'), v3(`AE00210${echo}`)]);
    await line.pay('A', { amountMinor: 500 });
    await line.clock.advance(1000);
    expect((await line.pay('B')).outcome).toBe('UNKNOWN');
    // B's own acceptance then settles B: no other payment of this amount is in doubt.
    expect(await settled(line)).toEqual({ A: 'UNKNOWN', B: 'APPROVED' });
  });
  it('the answer to a duplicate, which moves no money, counts', async () => {
    const line = withSettingsAndPulledCable(language, [v3('AE00210CA00201CB0041023CD0013CE003978')]);
    await line.pay('A');
    await line.clock.advance(1000);
    expect((await line.pay('B', { transactionType: 'Duplicate' })).outcome).toBe('APPROVED');
  });
});

/** The outcome of a payment of 10.23 while an earlier payment is in doubt, with these differences from it. */
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
    ['six hours ago', 'UNKNOWN', 6, {}],
    ['in the future, before the clock was set back', 'UNKNOWN', -1, {}],
    ['a week ago', 'APPROVED', 7 * 24, {}],
    [
      'at another register',
      'APPROVED',
      1,
      { terminal: { ...terminal, simulated: false, registerNumber: '02' } },
    ],
    ['at a simulated terminal', 'APPROVED', 1, { terminal: { ...terminal, simulated: true } }],
    ['in another currency', 'APPROVED', 1, { request: aRequest({ currency: 'USD' }) }],
    ['that was never sent', 'APPROVED', 1, { state: 'intended', history: [] } as const],
  ] as const)('%s: the next payment ends as %s', async (_, outcome, hoursAgo, change) => {
    expect(await outcomeBeside(change as Parameters<typeof aRecord>[0], hoursAgo)).toBe(outcome);
  });
});
