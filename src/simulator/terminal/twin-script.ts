/** How the simulated terminal behaves. Every field is a departure from a terminal that works and a customer who pays. */
export interface TwinScript {
  /** What becomes of the payment: paid, refused by the bank, or the red key. */
  readonly verdict: 'accepted' | 'refused' | 'cancelled';
  /** How long the customer takes, milliseconds. */
  readonly customerMs: number;
  /** `long` and `short` override what the till asked for, as some terminals do. */
  readonly answerForm: 'asked' | 'long' | 'short';
  /** Answers for another amount (added to the real one, minor units), register or currency. */
  readonly amountOffset: number;
  readonly register?: string;
  readonly currencyNumeric?: string;
  /** STAT to answer with, whatever happened. */
  readonly status?: string;
  /** How many of its answers go out with a wrong LRC. */
  readonly wrongLrcs: number;
  /** How many of the till's frames it refuses. */
  readonly naks: number;
  /** It is in a menu: every ENQ gets NAK. */
  readonly notReady: boolean;
  /**
   * The ten steps of a session: 1 ENQ, 2 ACK, 3 request, 4 ACK, 5 EOT, 6 ENQ, 7 ACK, 8 answer, 9 ACK, 10 EOT. From this
   * one on the terminal says and hears nothing; what it did before stands.
   */
  readonly silentAt?: number;
  /** The cable comes out right after this step. */
  readonly unplugAt?: number;
  /** It sends its answer a second time although the till has acknowledged it. */
  readonly answersTwice: boolean;
  /** Everything it says goes out one byte at a time. */
  readonly singleBytes: boolean;
  /** It says half of its answer and then nothing any more. */
  readonly halfAnswer: boolean;
  /** Its line is set to 7E1 where the till's is 8N1. */
  readonly otherParity: boolean;

  // Caisse-AP only, from here on.

  /** The bank grants half of what was asked. */
  readonly grantsHalf: boolean;
  /** It is doing something else: not performed, at once, without a reason (concert.md 3.5). */
  readonly busy: boolean;
  /** A refusal repeats nothing of the request. */
  readonly bareRefusal: boolean;
  /** AF, instead of the usual one. */
  readonly reason?: string;
  /** CD to answer with. */
  readonly action?: string;
  /** CC to answer with. */
  readonly application?: string;
  /** CB is padded with zeros to so many digits. */
  readonly amountDigits: number;
  /** A ticket of so many characters, asked for or not. */
  readonly ticketLength?: number;
  /** Its own version and protocol identifier, as a real Desk/5000 answers. */
  readonly ownVersion: boolean;
  /** When it ends the connection after its answer, milliseconds; absent: it leaves that to the till. */
  readonly hangUpMs?: number | undefined;
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
  singleBytes: false,
  halfAnswer: false,
  otherParity: false,
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

/** What only a Caisse-AP terminal can do; a Concert V2 terminal plays `accept`, `refuse` or `cancel` for them. */
const caisseApDepartures: Readonly<Record<string, Partial<TwinScript>>> = {
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

const departures: Readonly<Record<string, Partial<TwinScript>>> = {
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
  'single-bytes': { singleBytes: true },
  'half-answer': { halfAnswer: true },
  'late-answer': { customerMs: 185_000 },
  ...caisseApDepartures,
  ...atEachStep('silent-at', (silentAt) => ({ silentAt })),
  ...atEachStep('unplug-at', (unplugAt) => ({ unplugAt })),
};

/** The names a person can choose from. */
export const twinScriptNames: readonly string[] = Object.keys(departures);

/** Undefined where no script has that name. `change` overrides single fields, e.g. the customer's time in tests. */
export function twinScript(name: string, change: Partial<TwinScript> = {}): TwinScript | undefined {
  const departure = departures[name];
  return departure && { ...accept, ...departure, ...change };
}
