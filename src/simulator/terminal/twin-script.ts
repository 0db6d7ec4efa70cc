/**
 * The behaviour of the simulated terminal. Every field is a deviation from a working terminal with a paying customer.
 */
export interface TwinScript {
  /** The end of the payment: paid, refused by the bank, or cancelled with the red key. */
  readonly verdict: 'accepted' | 'refused' | 'cancelled';
  /** Time that the customer takes, ms. */
  readonly customerMs: number;
  /** `long` and `short` override the till's request, as some terminals do. */
  readonly answerForm: 'asked' | 'long' | 'short';
  /** The terminal answers for another amount, register or currency. The offset is added to the real amount, minor units. */
  readonly amountOffset: number;
  readonly register?: string;
  readonly currencyNumeric?: string;
  /** STAT of every answer. */
  readonly status?: string;
  /** Number of answers that the terminal sends with a wrong LRC. */
  readonly wrongLrcs: number;
  /** Number of the till's frames that the terminal refuses with NAK. */
  readonly naks: number;
  /** The terminal is in a menu: every ENQ gets NAK. */
  readonly notReady: boolean;
  /**
   * From this step on the terminal sends and receives nothing. The ten steps of a session: 1 ENQ, 2 ACK, 3 request, 4 ACK,
   * 5 EOT, 6 ENQ, 7 ACK, 8 answer, 9 ACK, 10 EOT.
   */
  readonly silentAt?: number;
  /** The cable is pulled directly after this step. */
  readonly unplugAt?: number;
  /** The terminal sends its answer a second time although the till has acknowledged it. */
  readonly answersTwice: boolean;
  /**
   * The terminal does not hear the till's ACK of its first answer, and is silent until the next request. Then it sends this
   * answer again, before the next customer pays.
   */
  readonly keepsFirstAnswer: boolean;
  /** The terminal never sends EOT after the till's ACK of an answer. */
  readonly sendsNoEnd: boolean;
  /** The terminal sends one byte at a time. */
  readonly singleBytes: boolean;
  /** The terminal sends half of its answer and then nothing more. */
  readonly halfAnswer: boolean;
  /**
   * What Concert V2's field PRIV of an answer has: what the request had (as with some makes), blanks, or zeros. `refuse`: a
   * request with digits there gets NAK.
   */
  readonly privateData: 'echo' | 'blanks' | 'zeros' | 'refuse';
  /** The terminal's line is set to 7E1, the till's to 8N1. */
  readonly otherParity: boolean;

  // The following fields are for Caisse-AP only.

  /** The bank approves half of the requested amount. */
  readonly grantsHalf: boolean;
  /** The terminal is busy: it answers "not performed" at once, without a reason (concert.md 3.5). */
  readonly busy: boolean;
  /** A refusal repeats no field of the request. */
  readonly bareRefusal: boolean;
  /** AF of a refusal, instead of the usual AF. */
  readonly reason?: string;
  /** CD of the answer. */
  readonly action?: string;
  /** CC of the answer. */
  readonly application?: string;
  /** The contracts of this terminal: CC and CG of its answers. Absent: the contract of HiPay's samples. */
  readonly contracts?: readonly TwinContract[];
  /** Zeros pad CB to this number of digits. */
  readonly amountDigits: number;
  /** Length of the ticket in characters. With it, the terminal sends a ticket even if the till has not requested one. */
  readonly ticketLength?: number;
  /** The terminal answers with its own version and protocol identifier, like a real Desk/5000. */
  readonly ownVersion: boolean;
  /** Time after its answer at which the terminal closes the connection, ms; absent: the till closes it. */
  readonly hangUpMs?: number | undefined;
}

export interface TwinContract {
  readonly application: string;
  readonly number: string;
}

const accept: TwinScript = {
  verdict: 'accepted',
  customerMs: 1500,
  answerForm: 'asked',
  amountOffset: 0,
  wrongLrcs: 0,
  naks: 0,
  notReady: false,
  answersTwice: false,
  keepsFirstAnswer: false,
  sendsNoEnd: false,
  singleBytes: false,
  halfAnswer: false,
  otherParity: false,
  privateData: 'echo',
  grantsHalf: false,
  busy: false,
  bareRefusal: false,
  amountDigits: 2,
  ownVersion: false,
  hangUpMs: 50,
};

const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
const atEachStep = (name: string, change: (step: number) => Partial<TwinScript>) =>
  Object.fromEntries(steps.map((step) => [`${name}-${step}`, change(step)]));

/** Deviations of a Caisse-AP terminal only; a Concert V2 terminal plays `accept`, `refuse` or `cancel` for them. */
const caisseApDeviations: Readonly<Record<string, Partial<TwinScript>>> = {
  'long-ticket': { ticketLength: 600 },
  'padded-amount': { amountDigits: 7 },
  'red-key-bare': { verdict: 'cancelled', bareRefusal: true },
  'operator-bare': { verdict: 'cancelled', bareRefusal: true, reason: '11' },
  busy: { verdict: 'refused', busy: true, customerMs: 50 },
  'partial-amount': { grantsHalf: true },
  'wrong-echo-currency': { currencyNumeric: '840' },
  'wrong-echo-register': { register: '77' },
  'wrong-echo-operation': { action: '1' },
  'wrong-echo-amount': { amountOffset: 100 },
  'extended-reason': { verdict: 'refused', reason: `04${'51'.padEnd(27)}` },
  'version-0301': { ownVersion: true },
  contactless: { application: '00B' },
  'no-close': { hangUpMs: undefined },
  'close-at-once': { hangUpMs: 0 },
};

const deviations: Readonly<Record<string, Partial<TwinScript>>> = {
  accept: {},
  refuse: { verdict: 'refused' },
  cancel: { verdict: 'cancelled' },
  'long-answer': { answerForm: 'long' },
  'short-answer': { answerForm: 'short' },
  'quick-customer': { customerMs: 0 },
  'slow-customer': { customerMs: 20_000 },
  'too-slow-customer': { customerMs: 200_000 },
  'wrong-lrc-once': { wrongLrcs: 1 },
  'wrong-lrc-twice': { wrongLrcs: 2 },
  'nak-once': { naks: 1 },
  'nak-always': { naks: Number.MAX_SAFE_INTEGER },
  'not-ready': { notReady: true },
  'wrong-parity': { otherParity: true },
  'other-amount': { amountOffset: 100 },
  'other-register': { register: '77' },
  'other-currency': { currencyNumeric: '840' },
  'unlisted-status': { status: '5' },
  'taken-only': { status: '9' },
  'answer-twice': { answersTwice: true },
  'keeps-first-answer': { keepsFirstAnswer: true, privateData: 'blanks' },
  'no-last-eot': { sendsNoEnd: true, privateData: 'blanks' },
  'single-bytes': { singleBytes: true },
  'half-answer': { halfAnswer: true },
  'blank-private-data': { privateData: 'blanks' },
  'zero-private-data': { privateData: 'zeros' },
  'refuses-private-digits': { privateData: 'refuse' },
  'late-answer': { customerMs: 185_000 },
  ...caisseApDeviations,
  ...atEachStep('silent-at', (silentAt) => ({ silentAt })),
  ...atEachStep('unplug-at', (unplugAt) => ({ unplugAt })),
};

/** The names that a person can choose from. */
export const twinScriptNames: readonly string[] = Object.keys(deviations);

/**
 * Returns undefined if no script has this name. `change` overrides single fields, e.g. the customer's time in tests.
 */
export function twinScript(name: string, change: Partial<TwinScript> = {}): TwinScript | undefined {
  const deviation = deviations[name];
  return deviation && { ...accept, ...deviation, ...change };
}
