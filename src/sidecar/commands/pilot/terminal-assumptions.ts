import {
  type Assumption,
  asAssumed,
  notSeen,
  otherwise,
  paymentWords,
  type Seen,
  type Verdict,
} from './assumption.ts';
import { isCaisseAp, noCable } from './pilot-cases.ts';
import type { PaymentFacts, ShopFacts } from './pilot-facts.ts';

// Each says why an assumption does not concern a shop. Undefined if it does.

const noDigits = (shop: ShopFacts): string | undefined => {
  if (isCaisseAp(shop)) return 'Caisse-AP has no such field';
  return shop.privateDigits ? undefined : 'connector.private_digits is off';
};
const noCaisseAp = (shop: ShopFacts): string | undefined =>
  isCaisseAp(shop) ? undefined : 'Concert V2 names no contract';
const noConcert = (shop: ShopFacts): string | undefined =>
  isCaisseAp(shop) ? 'Caisse-AP has no such field' : undefined;

/** Judges a payment if the run has its result; otherwise it was not seen. */
const judgePayment = (
  payment: PaymentFacts | undefined,
  judge: (payment: PaymentFacts, words: string) => Verdict,
): Verdict => (payment ? judge(payment, paymentWords(payment)) : notSeen('the payment has no result'));

const isInDoubt = ({ charge }: PaymentFacts): boolean => charge === 'unknown';
const isCharged = ({ charge }: PaymentFacts): boolean => charge === 'charged';
/** True if the terminal answered by itself, so that the outcome is not a person's. */
const hasOwnEnd = ({ answer, decidedByPerson }: PaymentFacts): boolean =>
  answer !== undefined && decidedByPerson !== true;

const answeredPlaces = ['pay/payment', 'declined/payment', 'red-key/payment', 'paper/payment'] as const;
const answeredPayments = (seen: Seen): PaymentFacts[] =>
  answeredPlaces.flatMap((place) => {
    const payment = seen.payment(place);
    return payment?.answer ? [payment] : [];
  });

/** What the product takes for true about terminals. */
export const terminalAssumptions: readonly Assumption[] = [
  {
    id: 'terminal.line',
    assumes: 'The configured language and line settings fit the terminal: ENQ, request and answer cross.',
    source: 'C 1.1 [!], C 4.3 [I]; decision 29',
    ifWrong: 'Payments end as not sent or in doubt. Run *Find my terminal* on the page.',
    cases: ['pay'],
    judge: (seen) =>
      judgePayment(seen.payment('pay/payment'), (payment, words) =>
        payment.answer ? asAssumed(words) : otherwise(words),
      ),
  },
  {
    id: 'terminal.probe',
    assumes: 'A probe (ENQ, ACK, EOT, or a call on the network) shows whether the terminal is there.',
    source: 'C 1.6; decision 26',
    ifWrong:
      'The lamp is wrong, and the right one of several devices is not found: choose the device by hand.',
    cases: ['pay'],
    judge: (seen) => {
      const check = seen.check('pay/before');
      const payment = seen.payment('pay/payment');
      if (!check || !payment?.answer) return notSeen('no probe, or no payment with an answer, to compare');
      const words = `the probe said ${check.terminal ?? 'nothing'}, and the payment got an answer`;
      return check.ready ? asAssumed(words) : otherwise(words);
    },
  },
  {
    id: 'terminal.accepted',
    assumes:
      'An accepted payment is answered with STAT 0 (Caisse-AP: AE 10) and with the register, amount and currency of the request.',
    source: 'C 2.2 [D]; C 6 (collisions); design, section 4',
    ifWrong: 'Every paid sale ends in doubt (1105) or as declined. The reader of the language must change.',
    cases: ['pay'],
    judge: (seen) =>
      judgePayment(seen.payment('pay/payment'), (payment, words) =>
        payment.outcome === 'APPROVED' && hasOwnEnd(payment) ? asAssumed(words) : otherwise(words),
      ),
  },
  {
    id: 'terminal.answer-at-end',
    assumes: 'The answer comes at the end of the payment, also in protocol E: never "taken into account".',
    source: 'C 2.1 [I], C 2.2',
    ifWrong: 'The first answer proves nothing, and each sale stays in doubt: the request needs A010.',
    cases: ['pay'],
    unless: noConcert,
    judge: (seen) =>
      judgePayment(seen.payment('pay/payment'), ({ answer }, words) => {
        if (!answer) return notSeen(words);
        return answer.status === '9' ? otherwise(words) : asAssumed(words);
      }),
  },
  {
    id: 'terminal.mode',
    assumes: 'MODE of an answer may differ from the request, so it is not compared.',
    source: 'C 2.2 [I]',
    ifWrong: 'Nothing for money. If one letter always names contactless, it could choose the contract.',
    cases: ['pay'],
    unless: noConcert,
    judge: (seen) =>
      judgePayment(seen.payment('pay/payment'), ({ answer, outcome }, words) => {
        if (answer?.mode === undefined) return notSeen(words);
        const said = `asked 1, answered ${answer.mode}: ${outcome}`;
        return outcome === 'APPROVED' ? asAssumed(said) : otherwise(said);
      }),
  },
  {
    id: 'terminal.digits-taken',
    assumes: 'The terminal takes a request with ten digits in PRIV.',
    source: 'decision 46',
    ifWrong: 'It refuses every request, and nothing is charged: set connector.private_digits to false.',
    cases: ['pay'],
    unless: noDigits,
    judge: (seen) =>
      judgePayment(seen.payment('pay/payment'), (payment, words) => {
        if (payment.digitsSent === undefined) return notSeen(words);
        return payment.answer ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'terminal.digits-repeated',
    assumes: 'The terminal repeats the ten digits of the request in its answer.',
    source: 'C 2.1 (PRIV), decision 46',
    ifWrong:
      'Two payments of one amount look the same: after one in doubt, the next of its amount is in doubt too (decision 34).',
    cases: ['pay', 'declined', 'red-key', 'paper'],
    unless: noDigits,
    judge: (seen) => {
      const payments = answeredPayments(seen).filter(({ digitsSent }) => digitsSent);
      if (payments.length === 0) return notSeen('no payment with digits got an answer');
      const words = payments
        .map(({ orderId, digitsBack = 'none' }) => `${orderId}: ${digitsBack}`)
        .join(', ');
      return payments.every(({ digitsBack }) => digitsBack === 'same') ? asAssumed(words) : otherwise(words);
    },
  },
  {
    id: 'terminal.contract',
    assumes: 'The terminal names the contract of a payment (CC, CG), and the configuration has it.',
    source: 'C 3.4, H A4; decision 45',
    ifWrong: 'The notification waits as contract-missing, with the lines to add to config.yml.',
    cases: ['pay'],
    unless: noCaisseAp,
    judge: (seen) =>
      judgePayment(seen.payment('pay/payment'), ({ answer, notifications, charge }) => {
        if (charge !== 'charged') return notSeen('the payment was not charged');
        const named = `CC ${answer?.mode ?? 'absent'}, CG ${answer?.contractNumber ?? 'absent'}`;
        const missing = notifications.some(({ reason }) => reason === 'contract-missing');
        return missing || (answer?.mode ?? answer?.contractNumber) === undefined
          ? otherwise(`${named}${missing ? ', not configured' : ''}`)
          : asAssumed(named);
      }),
  },
  {
    id: 'terminal.declined',
    assumes: 'A declined card is answered as a refusal (STAT 7; Caisse-AP: AE 01), and nothing is charged.',
    source: 'C 2.2 [?] (other lists of STAT)',
    ifWrong: 'Each declined card is a payment in doubt (1102) that a person must decide.',
    cases: ['declined'],
    judge: (seen) =>
      judgePayment(seen.payment('declined/payment'), (payment, words) => {
        if (isCharged(payment)) return notSeen(`the card was not declined. ${words}`);
        return payment.outcome === 'DECLINED' && hasOwnEnd(payment) ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'terminal.red-key',
    assumes: 'After the red key the terminal answers: refused or cancelled, also without an amount.',
    source: 'C 1.6 (no abort message), C 3.4 [!]; C 6 (OCA #668)',
    ifWrong: 'A cancelled payment ends in doubt after the time limit, and the till waits as long.',
    cases: ['red-key'],
    judge: (seen) =>
      judgePayment(seen.payment('red-key/payment'), (payment, words) => {
        if (isCharged(payment)) return notSeen(`the payment was not cancelled. ${words}`);
        const isEnd = payment.outcome === 'CANCELLED' || payment.outcome === 'DECLINED';
        return isEnd && hasOwnEnd(payment) ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'terminal.cable-in-doubt',
    assumes: 'A payment whose cable comes out is in doubt until something proves its end, never declined.',
    source: 'C 8, question 2; decision 34',
    ifWrong: 'A paid sale could be shown as failed. Stop the pilot and send the report.',
    cases: ['cable'],
    unless: noCable,
    judge: (seen) =>
      judgePayment(seen.payment('cable/payment'), (payment, words) => {
        if (hasOwnEnd(payment) && isCharged(payment))
          return notSeen(`the answer came before the cable was out. ${words}`);
        return isInDoubt(payment) ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'terminal.keeps-payment',
    assumes: 'The terminal keeps a payment whose answer was not acknowledged: it does not void it.',
    source: 'C 8, question 2',
    ifWrong:
      'A payment in doubt after a lost line was not charged: the advice at "Check the ticket" changes.',
    cases: ['cable'],
    unless: noCable,
    judge: (seen) => {
      const payment = seen.payment('cable/payment');
      const said = seen.answer('cable/ticket');
      if (!payment || !isInDoubt(payment) || said === undefined)
        return notSeen('no payment was in doubt with a ticket to compare');
      const words = `the terminal says: ${said}`;
      if (said === 'paid') return asAssumed(words);
      return said === 'refused' ? otherwise(words) : notSeen(words);
    },
  },
  {
    id: 'terminal.answer-after-cable',
    assumes:
      'After the cable is back, the terminal gives its waiting answer by itself or not at all; both are understood.',
    source: 'C 1.4 (three calls), decision 34',
    ifWrong: 'The payment stays in doubt although the terminal answered: send the flight recorder.',
    cases: ['cable'],
    unless: noCable,
    judge: (seen) => {
      const later = seen.payment('cable/later');
      const said = seen.answer('cable/ticket');
      if (!later || said === undefined)
        return notSeen('the payment was not looked up after the cable was back');
      if (isInDoubt(later)) return asAssumed(`no answer came; it waits for a person. ${paymentWords(later)}`);
      const fits = said === 'waiting' || isCharged(later) === (said === 'paid');
      const words = `the answer came: ${paymentWords(later)}; the terminal says: ${said}`;
      return fits ? asAssumed(words) : otherwise(words);
    },
  },
  {
    id: 'terminal.cable-returns',
    assumes: 'After the cable is back, the terminal is ready again without a click.',
    source: 'C 4.2 (port changes), W; decision 26',
    ifWrong: 'The cashier must press Connect terminal: add the policy (hipay-ecr policy).',
    cases: ['cable'],
    unless: noCable,
    judge: (seen) => {
      const check = seen.check('cable/again');
      if (!check) return notSeen('the terminal was not checked');
      const words = `${check.terminal ?? 'unknown'} after ${Math.round(check.waitedMs / 1000)} s`;
      return check.ready ? asAssumed(words) : otherwise(words);
    },
  },
  {
    id: 'terminal.busy',
    assumes: 'A terminal that still shows an old amount refuses a new one, so nothing of it is sent.',
    source: 'C 1.6 (no ACK, or NAK), C 3.5',
    ifWrong: 'A new amount may replace the old one or wait behind it: such a sale is in doubt, not refused.',
    cases: ['busy'],
    unless: noCable,
    judge: (seen) =>
      judgePayment(seen.payment('busy/new'), (payment, words) => {
        if (seen.answer('busy/shown') === 'none') return notSeen(`the terminal was idle. ${words}`);
        const sentNothing = payment.charge === 'not-charged' || payment.charge === 'nothing-sent';
        return sentNothing && seen.answer('busy/shown') === 'old' ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'terminal.no-old-answer',
    assumes: 'The terminal does not answer a new request with the result of an old amount.',
    source: 'C 1.6, C 6 (stale answers); decisions 3, 34 and 46',
    ifWrong:
      'The amount shows it, and the sale is in doubt (1105). Sales of one amount need the ten digits, or a person.',
    cases: ['busy', 'paper', 'late'],
    judge: (seen) => {
      const payments = ['busy/new', 'paper/payment', 'late/payment'].flatMap(
        (place) => seen.payment(place) ?? [],
      );
      if (payments.length === 0) return notSeen('no payment came after one in doubt');
      const wrong = payments.filter(
        (payment) =>
          payment.outcome === 'OTHER_PAYMENT' ||
          (payment === seen.payment('busy/new') && isCharged(payment) && seen.answer('busy/shown') === 'old'),
      );
      return wrong.length === 0
        ? asAssumed(`${payments.length} payments, each with its own answer or none`)
        : otherwise(wrong.map(paymentWords).join('; '));
    },
  },
  {
    id: 'terminal.paper',
    assumes: 'Without paper the terminal still answers before the time limit, with the true result.',
    source: 'not documented',
    ifWrong: 'A sale without paper is in doubt: tell the cashiers to change the roll before they sell.',
    cases: ['paper'],
    judge: (seen) =>
      judgePayment(seen.payment('paper/payment'), (payment, words) => {
        const said = seen.answer('paper/ticket');
        const all = `${words}; the terminal says: ${said ?? 'not asked'}`;
        if (isInDoubt(payment) || !hasOwnEnd(payment)) return otherwise(all);
        if (said !== 'paid' && said !== 'refused') return notSeen(all);
        return isCharged(payment) === (said === 'paid') ? asAssumed(all) : otherwise(all);
      }),
  },
  {
    id: 'terminal.limit-is-doubt',
    assumes: 'A payment whose time limit passes is in doubt, not declined: the terminal may still charge.',
    source: 'C 1.5 [I], C 3.7; decision 11',
    ifWrong: 'The terminal ends the payment itself within the limit: the limit can be shorter.',
    cases: ['late'],
    judge: (seen) =>
      judgePayment(seen.payment('late/payment'), (payment, words) =>
        isInDoubt(payment) ? asAssumed(words) : otherwise(words),
      ),
  },
  {
    id: 'terminal.late-answer',
    assumes: 'An answer after the time limit still comes, and settles the payment with an alarm.',
    source: 'C 1.5 [!]; decision 11',
    ifWrong: 'Each late payment waits for a person: give customers more time (timers.customer_ms).',
    cases: ['late'],
    judge: (seen) => {
      const later = seen.payment('late/later');
      if (!later || !isInDoubt(seen.payment('late/payment') ?? later))
        return notSeen('no payment was in doubt after the time limit');
      if (seen.answer('late/ticket') !== 'waiting' && isInDoubt(later))
        return notSeen('the terminal no longer asked for a card');
      const words = paymentWords(later);
      return !isInDoubt(later) && hasOwnEnd(later) ? asAssumed(words) : otherwise(words);
    },
  },
];
