import { plainMoney } from '../../../core/money/amount.ts';
import type { Question } from '../../config/setup-questions.ts';
import type { Dialogue } from '../setup/clack-dialogue.ts';
import { type Act, type Choice, chargeWords, type HipayOrder, type PilotCase } from './pilot-cases.ts';
import type { CheckFacts, HipayFacts, PaymentFacts, PilotState, Result } from './pilot-facts.ts';
import {
  nextOf,
  openPayments,
  orderNumber,
  type PilotEvent,
  paymentAt,
  type SentPayment,
  step,
  withLatest,
} from './pilot-machine.ts';
import { resultWords } from './pilot-report.ts';

/** What a run does outside this process. */
export interface PilotEdges {
  pay(sent: SentPayment): Promise<PaymentFacts>;
  look(sent: SentPayment, waitMs: number): Promise<PaymentFacts>;
  check(waitMs: number): Promise<CheckFacts>;
  order(run: PilotState, key: string, order: HipayOrder): Promise<HipayFacts>;
  lookUp(run: PilotState, number: 'sent' | 'never-sent'): Promise<HipayFacts | undefined>;
  /** Stores the state. The next act begins only when it is stored. */
  save(state: PilotState): Promise<void>;
  now(): number;
}

export interface PilotEnd {
  readonly state: PilotState;
  /** `stopped`: the person has stopped the run. `left`: the computer restarts. Both runs go on later. */
  readonly end: 'finished' | 'stopped' | 'left';
}

const stop: Choice = { value: 'stop', label: 'Stop here; the run goes on when hipay-ecr pilot is run again' };
const leaveOut: Choice = { value: 'skip', label: 'Leave this case out' };

/** How long the payment of an interrupted run is looked up, ms. */
const recallMs = 5000;

/** Leads a person through the cases that are not done. */
export async function runPilot(begun: PilotState, dialogue: Dialogue, edges: PilotEdges): Promise<PilotEnd> {
  let state = begun;
  const apply = async (event: PilotEvent): Promise<void> => {
    state = step(state, event);
    await edges.save(state);
  };
  const end = async (how: PilotEnd['end']): Promise<PilotEnd> => {
    const looked: PaymentFacts[] = [];
    for (const open of openPayments(state)) looked.push(await edges.look(open, 0));
    state = withLatest(state, looked);
    await edges.save(state);
    return { state, end: how };
  };
  const finishAct = async (of: PilotCase, result?: Result): Promise<void> => {
    await apply({ kind: 'done', case: of.id, ...(result && { result }) });
    if (result && result.kind !== 'answer') dialogue.say(resultWords(result));
    if (state.cases[of.id]?.state === 'done') dialogue.say(chargedWords(state, of));
  };
  for (;;) {
    const next = nextOf(state);
    if (next.do === 'finish') return end('finished');
    const { id } = next.case;
    switch (next.do) {
      case 'offer': {
        const reason = next.case.unless?.(state.shop);
        const choice = reason === undefined ? await offer(state, next.case, dialogue) : 'skip';
        if (choice === 'skip') {
          if (reason !== undefined) dialogue.say(`${next.case.title}: not tried, because ${reason}.`);
          await apply({ kind: 'skip', case: id, why: reason ?? 'the person left it out' });
        } else if (choice === 'start') await apply({ kind: 'begin', case: id });
        else return end('stopped');
        break;
      }
      case 'recall':
        dialogue.say(`${next.sent.orderId} was begun before. It is looked up, and not sent again.`);
        await finishAct(next.case, await edges.look(next.sent, recallMs));
        break;
      case 'give-up':
        dialogue.say(`${next.case.title}: HiPay was called, and the answer is lost. The case ends here.`);
        await apply({ kind: 'skip', case: id, why: 'the run was interrupted while HiPay was called' });
        break;
      case 'act': {
        const { act } = next;
        if (act.do === 'pay') {
          await apply({ kind: 'send', case: id, at: edges.now() });
          const sent = state.cases[id]?.sending;
          if (!sent) throw new Error('a payment is written before it is sent');
          dialogue.say(
            `Sent: ${plainMoney(sent.amountMinor, state.shop.currency)}, order ${sent.orderId}. Look at the terminal.`,
          );
          await finishAct(next.case, await edges.pay(sent));
          break;
        }
        if (act.do === 'hipay-order') await apply({ kind: 'call', case: id });
        if (act.do === 'leave') {
          await finishAct(next.case);
          dialogue.show(next.case.title, act.text);
          return end('left');
        }
        const done = await perform(state, next.case, act, dialogue, edges);
        if (done === 'stop') return end('stopped');
        if (done === 'skip') await apply({ kind: 'skip', case: id, why: 'the person left it out' });
        else await finishAct(next.case, done.result);
        break;
      }
      default:
        return next satisfies never;
    }
  }
}

/** Says what a case does and whether it charges a card, and asks whether to begin. */
async function offer(state: PilotState, offered: PilotCase, dialogue: Dialogue): Promise<string | undefined> {
  const { title, charge, minutes, acts } = offered;
  const amounts = acts
    .filter((act) => act.do === 'pay')
    .map((_, index) => {
      const number = state.numbers + index;
      const money = plainMoney(state.baseMinor + number, state.shop.currency);
      return `${money} as order ${orderNumber(state, number)}`;
    });
  const charged = state.shop.simulated.terminal
    ? 'The terminal is simulated: no card is charged.'
    : chargeWords[charge];
  dialogue.show(
    `${offered.group}: ${title}`,
    [
      charged,
      ...(amounts.length > 0 ? [`It sends ${amounts.join(', then ')}.`] : []),
      `About ${minutes} min.`,
    ].join('\n'),
  );
  return dialogue.ask(
    questionOf(offered.id, 'Begin?', [{ value: 'start', label: 'Begin' }, leaveOut, stop]),
    'start',
  );
}

type Performed = 'stop' | 'skip' | { readonly result?: Result };

async function perform(
  state: PilotState,
  { id }: PilotCase,
  act: Exclude<Act, { do: 'pay' | 'leave' }>,
  dialogue: Dialogue,
  edges: PilotEdges,
): Promise<Performed> {
  switch (act.do) {
    case 'tell': {
      dialogue.say(act.text);
      const place = state.cases[id]?.act ?? 0;
      const question = questionOf(`${id}.${place}`, 'Ready?', [
        { value: 'done', label: 'Go on' },
        leaveOut,
        stop,
      ]);
      const answer = await dialogue.ask(question, 'done');
      return answer === 'done' ? {} : answer === 'skip' ? 'skip' : 'stop';
    }
    case 'ask': {
      const question = questionOf(`${id}.${act.key}`, act.question, act.choices);
      const value = await dialogue.ask(question, act.choices[0]?.value);
      return value === undefined ? 'stop' : { result: { kind: 'answer', value, at: edges.now() } };
    }
    case 'check':
      dialogue.say('Asks the program and the terminal, without an amount …');
      return { result: await edges.check(act.waitMs) };
    case 'look': {
      const payment = paymentAt(state, act.of);
      if (!payment) return {};
      const { orderId, amountMinor, sentAt } = payment;
      dialogue.say(`Looks ${orderId} up …`);
      return { result: await edges.look({ orderId, amountMinor, at: sentAt }, act.waitMs) };
    }
    case 'hipay-order':
      return { result: await edges.order(state, act.key, act.order) };
    case 'hipay-look-up': {
      const result = await edges.lookUp(state, act.number);
      return result ? { result } : {};
    }
    default:
      return act satisfies never;
  }
}

const questionOf = (name: string, prompt: string, choices: readonly Choice[]): Question => ({
  name,
  prompt,
  value: 'CHOICE',
  required: true,
  choices,
});

/** What the payments of a case have charged, as far as it is known at its end. */
function chargedWords(state: PilotState, { id, title }: PilotCase): string {
  const payments = Object.values(state.cases[id]?.results ?? {}).filter((each) => each.kind === 'payment');
  const newest = new Map(payments.map((each) => [each.orderId, each]));
  const charges = { charged: 'charged', unknown: 'IN DOUBT, look at the ticket' } as const;
  const words = [...newest.values()].map(({ orderId, amountMinor, charge }) => {
    const said = charge === 'charged' || charge === 'unknown' ? charges[charge] : 'not charged';
    return `${plainMoney(amountMinor, state.shop.currency)} (${orderId}) ${said}`;
  });
  return `${title}: done. ${words.length > 0 ? `${words.join('; ')}.` : 'Nothing was charged.'}`;
}
