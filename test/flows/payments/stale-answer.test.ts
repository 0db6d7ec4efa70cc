import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../../src/core/settings/settings.ts';
import { ACK, ENQ, EOT, encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { answerFrame, ScriptedLink } from '../terminal/scripted-link.ts';

const hours = 3_600_000;
const accepted = answerFrame();
const refused = answerFrame({ status: '7' });

/** Sends an answer of the terminal, in a session that the terminal begins. */
function deliver(link: ScriptedLink, answer: Uint8Array, afterMs: number): void {
  link.say([ENQ], afterMs);
  link.say(answer, afterMs + 100);
  link.say([EOT], afterMs + 200);
}

/** A terminal that takes every request; `onRequest` gets the number of the request, from 1. */
function terminalThat(
  onRequest: (link: ScriptedLink, request: number) => void,
  settings?: SettingsInput,
): ScriptedLink {
  const link = new ScriptedLink(settings);
  link.reply = (sent) => {
    if (sent[0] === ENQ) link.say([ACK]);
    if (sent.length === 1) return;
    link.say([ACK]);
    onRequest(link, link.frames.length);
  };
  return link;
}

/**
 * The terminal takes the first request, then its cable is pulled. After the second request it delivers `answers`; later
 * requests are accepted.
 */
const withPulledCable = (...answers: Uint8Array[]): ScriptedLink => withSettingsAndPulledCable({}, answers);

function withSettingsAndPulledCable(settings: SettingsInput, answers: readonly Uint8Array[]): ScriptedLink {
  return terminalThat((link, request) => {
    if (request === 1) return void link.clock.after(500, () => link.pull());
    const delivered = request === 2 ? answers : [accepted];
    for (const [index, answer] of delivered.entries()) deliver(link, answer, 1000 + index * 3000);
  }, settings);
}

const settled = async (link: ScriptedLink) => {
  await link.clock.advance(20_000);
  return link.outcomes;
};

describe('payment A is in doubt, and B follows', () => {
  it.each([
    ['A accepted, B accepted', [accepted, accepted]],
    ['A accepted, B refused', [accepted, refused]],
    ['A refused, B accepted', [refused, accepted]],
    ['A refused, B refused', [refused, refused]],
  ])('%s, with the same amount: both wait for a person', async (_, answers) => {
    const link = withPulledCable(...answers);
    expect((await link.pay('A')).outcome).toBe('UNKNOWN');
    await link.clock.advance(1000);
    expect(await link.pay('B')).toMatchObject({
      outcome: 'UNKNOWN',
      failure: 'outcome-unknown',
      detail: 'the terminal’s answer also fits an earlier payment, which is still in doubt',
    });
    expect(await settled(link)).toEqual({ A: 'UNKNOWN', B: 'UNKNOWN' });
  });
  it('B has the same amount and keeps the terminal’s answer, for the person', async () => {
    const link = withPulledCable(accepted);
    await link.pay('A');
    await link.clock.advance(1000);
    await link.pay('B');
    const b = [...link.storage.payments.values()].find(({ orderId }) => orderId === 'B');
    expect(b?.answer).toMatchObject({ status: '0', amountMinor: 1023 });
  });
  it('B has another amount: it is paid', async () => {
    const link = withPulledCable(answerFrame({ amountMinor: 500 }));
    await link.pay('A');
    await link.clock.advance(1000);
    expect((await link.pay('B', { amountMinor: 500 })).outcome).toBe('APPROVED');
  });
  it('a person has decided about A: B is paid', async () => {
    const link = withPulledCable(accepted);
    await link.pay('A');
    const a = [...link.storage.payments.values()][0]!;
    link.storage.payments.set(a.paymentId, { ...a, state: 'resolved' });
    await link.clock.advance(1000);
    expect((await link.pay('B')).outcome).toBe('APPROVED');
  });
  it('the terminal has answered another payment since, so it holds no answer to A: B is paid', async () => {
    const link = withPulledCable(answerFrame({ amountMinor: 500 }));
    await link.pay('A');
    await link.clock.advance(1000);
    expect((await link.pay('C', { amountMinor: 500 })).outcome).toBe('APPROVED');
    await link.clock.advance(1000);
    expect((await link.pay('B')).outcome).toBe('APPROVED');
    expect((await settled(link))['A']).toBe('UNKNOWN');
  });
  it('A’s answer comes during payment C of another amount: A stays in doubt, and B becomes unknown', async () => {
    const link = withPulledCable(accepted);
    await link.pay('A');
    await link.clock.advance(1000);
    expect((await link.pay('C', { amountMinor: 500 })).outcome).toBe('OTHER_PAYMENT');
    await link.clock.advance(1000);
    expect((await link.pay('B')).outcome).toBe('UNKNOWN');
  });
});

describe('payment A is in doubt on a Caisse-AP line', () => {
  const language = { terminal: { language: 'caisse-ap-v3' } } as const;
  const v3 = (text: string) => encodeFrame(`CZ0040300${text}`)!;
  const echo = 'CA00201CB0041023CD0010CE003978';

  it.each([
    ['a refusal without an amount', 'UNKNOWN', v3('AE00201AF00206')],
    ['a refusal with the amount zero', 'UNKNOWN', v3('AE00201AF00206CA00201CB0040000CD0010CE003978')],
    ['a refusal of another register', 'OTHER_PAYMENT', v3('AE00201AF00206CA00202CB0040000CD0010CE003978')],
    ['an acceptance', 'UNKNOWN', v3(`AE00210${echo}`)],
  ])('%s ends B as %s', async (_, outcome, answer) => {
    const link = withSettingsAndPulledCable(language, [answer]);
    await link.pay('A');
    await link.clock.advance(1000);
    expect((await link.pay('B')).outcome).toBe(outcome);
  });
  it('a refusal without an amount fits A too, although A has another amount', async () => {
    const link = withSettingsAndPulledCable(language, [v3('AE00201AF00206'), v3(`AE00210${echo}`)]);
    await link.pay('A', { amountMinor: 500 });
    await link.clock.advance(1000);
    expect((await link.pay('B')).outcome).toBe('UNKNOWN');
    // B's own acceptance then settles B: no other payment of this amount is in doubt.
    expect(await settled(link)).toEqual({ A: 'UNKNOWN', B: 'APPROVED' });
  });
  it('the answer to a duplicate is accepted although A is in doubt, because it moves no money', async () => {
    const link = withSettingsAndPulledCable(language, [v3('AE00210CA00201CB0041023CD0013CE003978')]);
    await link.pay('A');
    await link.clock.advance(1000);
    expect((await link.pay('B', { transactionType: 'Duplicate' })).outcome).toBe('APPROVED');
  });
});

/** The outcome of a payment of 10.23 while an earlier payment is in doubt, with these differences from it. */
async function outcomeBeside(change: Parameters<typeof aRecord>[0], hoursAgo: number) {
  const link = terminalThat((to) => deliver(to, accepted, 1000));
  const at = link.clock.now() - hoursAgo * hours;
  const terminal = { ...aRecord().terminal, link: 'web-serial', simulated: false };
  await link.storage.journal.write(
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
  return (await link.pay('B')).outcome;
}

describe('an earlier payment of the same amount is in doubt', () => {
  const { terminal } = aRecord();
  it.each([
    ['sent six hours ago', 'UNKNOWN', 6, {}],
    ['dated in the future, because the clock was set back', 'UNKNOWN', -1, {}],
    ['sent a week ago', 'APPROVED', 7 * 24, {}],
    [
      'at another register',
      'APPROVED',
      1,
      { terminal: { ...terminal, simulated: false, registerNumber: '02' } },
    ],
    ['at a simulated terminal', 'APPROVED', 1, { terminal: { ...terminal, simulated: true } }],
    ['in another currency', 'APPROVED', 1, { request: aRequest({ currency: 'USD' }) }],
    ['never sent', 'APPROVED', 1, { state: 'intended', history: [] } as const],
  ] as const)('%s: the next payment ends as %s', async (_, outcome, hoursAgo, change) => {
    expect(await outcomeBeside(change as Parameters<typeof aRecord>[0], hoursAgo)).toBe(outcome);
  });
});
