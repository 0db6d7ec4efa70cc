import {
  type Assumption,
  asAssumed,
  hipayWords,
  notSeen,
  otherwise,
  paymentWords,
  type Seen,
  type Verdict,
} from './assumption.ts';
import type { CheckFacts, HipayFacts } from './pilot-facts.ts';

/** Judges a call if HiPay has answered it. */
const judgeCall = (
  call: HipayFacts | undefined,
  judge: (call: HipayFacts, words: string) => Verdict,
): Verdict => {
  if (!call) return notSeen('HiPay was not called');
  const words = hipayWords(call);
  return call.status === 0 ? notSeen(words) : judge(call, words);
};

/** Judges a later call with the number of the first order. That shows nothing if HiPay did not take the first order. */
const judgeAfterFirst = (
  seen: Seen,
  place: string,
  judge: (call: HipayFacts, words: string) => Verdict,
): Verdict => {
  const first = seen.hipay('number-twice/first');
  return first?.verdict === 'delivered'
    ? judgeCall(seen.hipay(place), judge)
    : notSeen('HiPay did not take the first order');
};

const hasHipayCode = ({ code }: HipayFacts): boolean => /^\d{7}$/.test(code ?? '');

/** Judges the look-up if HiPay has found the order. */
const judgeFound = (seen: Seen, judge: (call: HipayFacts, words: string) => Verdict): Verdict =>
  judgeCall(seen.hipay('look-up/known'), (call, words) =>
    call.verdict === 'found' ? judge(call, words) : notSeen(words),
  );

/** What the product takes for true about HiPay. */
export const hipayAssumptions: readonly Assumption[] = [
  {
    id: 'hipay.order',
    assumes:
      "HiPay takes the passive POS order (POST /rest/v1/order) from the shop's account, and answers completed, forwarding or pending for this number, amount and currency.",
    source: 'H 3.2 [I], H 3.7 [I], H A2, H 6 (11)',
    ifWrong: 'No sale reaches HiPay. Sales go on; the notifications wait, and the fields must change.',
    cases: ['number-twice'],
    judge: (seen) =>
      judgeCall(seen.hipay('number-twice/first'), (call, words) =>
        call.verdict === 'delivered' ? asAssumed(words) : otherwise(words),
      ),
  },
  {
    id: 'hipay.sale',
    assumes: 'HiPay has a paid sale before the till gets its answer (notification_wait, 15 s).',
    source: 'H 1.1 [I]; design, section 4',
    ifWrong: 'Tills read notificationHipaySent: false although all is well; the outbox sends it later.',
    cases: ['pay'],
    judge: (seen) => {
      const payment = seen.payment('pay/payment');
      if (payment?.charge !== 'charged' || payment.notified === undefined) return notSeen('no sale was paid');
      const states = payment.notifications.map(({ contract, state, reason }) =>
        [contract, state, reason].filter(Boolean).join(' '),
      );
      const words = `notificationHipaySent: ${payment.notified}; ${states.join(', ') || 'no notification'}`;
      return payment.notified ? asAssumed(words) : otherwise(words);
    },
  },
  {
    id: 'hipay.number-once',
    assumes: 'A number that was sent before is refused with 3010004 (Duplicate Order).',
    source: 'H 3.6, H A2; decision 42',
    ifWrong:
      'A notification that is sent again is a second sale at HiPay: it must be looked up first, always.',
    cases: ['number-twice'],
    judge: (seen) =>
      judgeAfterFirst(seen, 'number-twice/again', (call, words) =>
        call.verdict === 'duplicate' ? asAssumed(words) : otherwise(words),
      ),
  },
  {
    id: 'hipay.error-form',
    assumes: "HiPay's own refusal has a code of seven digits, with HTTP 400 to 499.",
    source: 'H 3.6 (status of 3010004 not documented); decision 52',
    ifWrong: 'The refusal counts as "no answer, later": the notification is tried again for ever.',
    cases: ['number-twice'],
    judge: (seen) =>
      judgeAfterFirst(seen, 'number-twice/again', (call, words) => {
        if (call.status < 400) return notSeen(words);
        return hasHipayCode(call) && call.status < 500 ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'hipay.two-contracts',
    assumes:
      'The same number under a second contract is an order of its own, so a pair gets two notifications.',
    source: 'H 1.5 [I] (not documented: number, or number and MID); decisions 14 and 42',
    ifWrong:
      'Only one notification of a pair arrives; the other is "covered", and HiPay may book contactless sales to the contract for contact.',
    cases: ['two-contracts'],
    judge: (seen) =>
      judgeAfterFirst(seen, 'two-contracts/second', (call, words) => {
        if (call.verdict === 'delivered') return asAssumed(words);
        return otherwise(words);
      }),
  },
  {
    id: 'hipay.look-up-allowed',
    assumes: "The shop's account may look orders up (GET /v3/order/{orderid}): not 401 or 403.",
    source: 'H A1 (not documented)',
    ifWrong:
      'After a lost answer a person compares in HiPay’s console (probably-sent): ask HiPay to allow it.',
    cases: ['look-up'],
    judge: (seen) =>
      judgeCall(seen.hipay('look-up/known'), (call, words) =>
        call.status === 401 || call.status === 403 ? otherwise(words) : asAssumed(words),
      ),
  },
  {
    id: 'hipay.look-up-at-once',
    assumes: 'HiPay shows an order a moment after it took it.',
    source: 'decision 42 (HiPay may show an order late)',
    ifWrong:
      'A look-up after a lost answer says "not found", and the order is sent again: it must wait longer.',
    cases: ['look-up'],
    judge: (seen) =>
      judgeCall(seen.hipay('look-up/known'), (call, words) => {
        if (call.status === 401 || call.status === 403) return notSeen(words);
        return call.verdict === 'found' ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'hipay.look-up-payment',
    assumes: 'A found order repeats custom_data with the payment id of the sale.',
    source: 'H A1, H A3; decision 42',
    ifWrong: 'No look-up proves whose an order is: every duplicate is cannot-tell, for a person.',
    cases: ['look-up'],
    judge: (seen) =>
      judgeFound(seen, (call, words) =>
        call.paymentId === 'ours'
          ? asAssumed('the payment id is ours')
          : otherwise(`payment id: ${call.paymentId ?? 'none'}. ${words}`),
      ),
  },
  {
    id: 'hipay.look-up-contract',
    assumes: 'The transactions of a found order name their contract (mid) as it was sent.',
    source: 'H A1; decision 42',
    ifWrong: 'With two contracts, a duplicate cannot be told from its sibling: cannot-tell, for a person.',
    cases: ['look-up'],
    judge: (seen) =>
      judgeFound(seen, ({ contracts = [] }) => {
        const words = contracts.length === 0 ? 'no transaction with a mid' : contracts.join(', ');
        return contracts.length > 0 && !contracts.includes('other') ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'hipay.not-found',
    assumes: 'A number that HiPay does not have is answered 404 with a code of seven digits and a message.',
    source: 'H A1; decision 52',
    ifWrong: 'The answer counts as "later": the notification waits for ever, and nothing is sent twice.',
    cases: ['look-up'],
    judge: (seen) =>
      judgeCall(seen.hipay('look-up/unknown'), (call, words) => {
        if (call.status === 401 || call.status === 403) return notSeen(words);
        return call.verdict === 'not-found' ? asAssumed(words) : otherwise(words);
      }),
  },
  {
    id: 'hipay.amount',
    assumes: "An amount is written in major units with the currency's own decimals, and comes back so.",
    source: 'H 5 [I] (format not documented)',
    ifWrong: 'HiPay books another amount, or refuses the order: the amount and the order hash must change.',
    cases: ['number-twice'],
    judge: (seen) => judgeCall(seen.hipay('number-twice/first'), amountVerdict),
  },
  {
    id: 'hipay.other-decimals',
    assumes: 'The same holds for a currency without two decimals (500 JPY is 500, 1 TND is 1.000).',
    source: 'H 5 [I], "not documented"',
    ifWrong: 'Such a currency must not be configured until the format is known.',
    cases: ['other-currency'],
    judge: (seen) => judgeCall(seen.hipay('other-currency/order'), amountVerdict),
  },
];

function amountVerdict(call: HipayFacts, words: string): Verdict {
  const { verdict, amountSent, amountBack, decimals } = call;
  if (verdict !== 'delivered' && amountBack === undefined)
    return verdict === 'refused' ? otherwise(words) : notSeen(words);
  if (amountBack === undefined) return notSeen('the answer has no amount');
  const said = `sent ${amountSent}, answered ${amountBack}, decimals ${decimals ?? 'absent'}`;
  return amountBack === amountSent ? asAssumed(said) : otherwise(said);
}

/** @param notDone why nothing was seen; undefined: the person has done what the case asks for */
const judgeReadiness = (check: CheckFacts | undefined, notDone: string | undefined): Verdict => {
  if (!check) return notSeen('the terminal was not checked');
  if (notDone !== undefined) return notSeen(notDone);
  const words = `page ${check.page ?? 'unknown'}, terminal ${check.terminal ?? 'unknown'} after ${Math.round(check.waitedMs / 1000)} s`;
  return check.ready ? asAssumed(words) : otherwise(words);
};

/** Undefined: the program was restarted. */
const notRestarted = (seen: Seen): string | undefined =>
  seen.check('restart/before')?.pid === seen.check('restart/after')?.pid
    ? 'the program was not restarted'
    : undefined;

/**
 * Undefined: the computer was restarted. A corrected clock moves the time of the start by some seconds, so only a start that is a
 * minute later is another one.
 */
const notRebooted = (seen: Seen): string | undefined => {
  const [before, after] = [seen.check('reboot/before'), seen.check('reboot/after')];
  const isLater = before && after && after.bootedAt - before.bootedAt > 60_000;
  return isLater ? undefined : 'the computer was not restarted';
};

/** Compares the first payment with a later look-up of it. `notDone`: as in `judgeReadiness`. */
function judgeKeptPayment(seen: Seen, place: string, notDone: string | undefined): Verdict {
  const [before, after] = [seen.payment('pay/payment'), seen.payment(place)];
  if (!before || !after) return notSeen('there is no payment to look up');
  if (notDone !== undefined) return notSeen(notDone);
  const words = paymentWords(after);
  return before.outcome === after.outcome && before.charge === after.charge
    ? asAssumed(words)
    : otherwise(`before: ${paymentWords(before)}; after: ${words}`);
}

/** What the product takes for true about the computer. */
export const machineAssumptions: readonly Assumption[] = [
  {
    id: 'machine.sleep',
    assumes: 'After sleep and wake the page and the terminal are ready without a click.',
    source: 'C 6 (Desk/5000 after 8 h), W; decision 26',
    ifWrong: 'Switch sleep and USB power saving off on this till.',
    cases: ['sleep'],
    judge: (seen) => judgeReadiness(seen.check('sleep/after'), undefined),
  },
  {
    id: 'machine.restart',
    assumes:
      'After an update or a restart of the program the page and the terminal are ready without a click.',
    source: 'decisions 17 and 50',
    ifWrong: 'Each update needs a person at the till: do not configure update_url.',
    cases: ['restart'],
    judge: (seen) => judgeReadiness(seen.check('restart/after'), notRestarted(seen)),
  },
  {
    id: 'machine.restart-records',
    assumes: 'After an update or a restart a paid sale is still known.',
    source: 'W w1 and w8; decisions 40 and 50',
    ifWrong: 'A repeated order could be charged again. Stop the pilot and send the report.',
    cases: ['restart'],
    judge: (seen) => judgeKeptPayment(seen, 'restart/payment', notRestarted(seen)),
  },
  {
    id: 'machine.reboot',
    assumes:
      'After a start of the computer the program, the page and the terminal are ready without a click.',
    source: 'W w2, w3, w9 and m1; decision 17',
    ifWrong: 'The first sale of a day finds no connector: run hipay-ecr service and hipay-ecr policy again.',
    cases: ['reboot'],
    judge: (seen) => judgeReadiness(seen.check('reboot/after'), notRebooted(seen)),
  },
  {
    id: 'machine.reboot-records',
    assumes: 'After a start of the computer a paid sale is still known.',
    source: 'W w1 and w8; decision 40',
    ifWrong: 'A repeated order could be charged again. Stop the pilot and send the report.',
    cases: ['reboot'],
    judge: (seen) => judgeKeptPayment(seen, 'reboot/payment', notRebooted(seen)),
  },
  {
    id: 'machine.files',
    assumes: 'The program can write its files on this system, also after a restart.',
    source: 'W w1, w7 and w8',
    ifWrong: 'Payments may be refused as not recorded (1106): look at the rights of the home folder.',
    cases: ['sleep', 'restart', 'reboot', 'cable', 'pay'],
    judge: (seen) => {
      const places = ['pay/before', 'cable/again', 'sleep/after', 'restart/after', 'reboot/after'];
      const checks = places.flatMap((place) => seen.check(place) ?? []);
      if (checks.length === 0) return notSeen('the program was not asked');
      const faults = checks.flatMap(({ warnings }) =>
        warnings.filter((warning) => /^(disk|records):/.test(warning)),
      );
      return faults.length === 0
        ? asAssumed(`${checks.length} looks, no warning`)
        : otherwise(faults.join('; '));
    },
  },
];
