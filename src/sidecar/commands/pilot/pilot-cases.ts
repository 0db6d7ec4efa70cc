import { traitsOf } from '../../../core/terminal/terminal-languages.ts';
import type { ShopFacts } from './pilot-facts.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One step of a case. Its result is kept under `key`. */
export type Act =
  /** The person does something, and says when it is done. */
  | { readonly do: 'tell'; readonly text: string }
  /** A payment by `POST /order`, with a number of its own. */
  | { readonly do: 'pay'; readonly key: string }
  | {
      readonly do: 'ask';
      readonly key: string;
      readonly question: string;
      readonly choices: readonly Choice[];
    }
  /** Asks the program and the terminal, without an amount, until a payment could be taken or the time is over. */
  | { readonly do: 'check'; readonly key: string; readonly waitMs: number }
  /** Looks a payment up until it is no longer in doubt, or the time is over. */
  | { readonly do: 'look'; readonly key: string; readonly of: PaymentPlace; readonly waitMs: number }
  | { readonly do: 'hipay-order'; readonly key: string; readonly order: HipayOrder }
  | { readonly do: 'hipay-look-up'; readonly key: string; readonly number: 'sent' | 'never-sent' }
  /** The run ends here, because the computer restarts. The next run of the command goes on at the next act. */
  | { readonly do: 'leave'; readonly text: string };

export interface PaymentPlace {
  readonly case: string;
  readonly key: string;
}

/** An order for HiPay's stage. All orders of a run in one currency have the same number. */
export interface HipayOrder {
  readonly contract: 'first' | 'second';
  readonly currency: 'usual' | 'other';
}

export interface PilotCase {
  readonly id: string;
  readonly group: 'terminal' | 'HiPay' | 'machine';
  readonly title: string;
  /** Whether a card will be charged. */
  readonly charge: 'yes' | 'no' | 'perhaps';
  readonly minutes: number;
  readonly acts: readonly Act[];
  /** Says why this shop cannot run the case. Undefined if it can. */
  readonly unless?: (shop: ShopFacts) => string | undefined;
}

export const chargeWords: Readonly<Record<PilotCase['charge'], string>> = {
  yes: 'A card WILL be charged.',
  no: 'No card is charged.',
  perhaps: 'A card MAY be charged.',
};

const choicesOf = (choices: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(choices).map(([value, label]) => ({ value, label }));

/** What a person reads on the terminal or its ticket after a payment without a known end. */
const ticket: Act & { do: 'ask' } = {
  do: 'ask',
  key: 'ticket',
  question: 'What does the terminal say, on its screen or its ticket?',
  choices: choicesOf({
    paid: 'the payment is accepted',
    refused: 'the payment is refused or cancelled',
    waiting: 'it still asks for a card',
    nothing: 'it is idle, and there is no ticket',
  }),
};

// Each says why a shop cannot run some cases. Undefined if it can.

export const noCable = ({ link }: ShopFacts): string | undefined =>
  link === 'simulated' ? 'the simulated terminal has no cable' : undefined;
const noPaper = ({ link }: ShopFacts): string | undefined =>
  link === 'simulated' ? 'the simulated terminal has no paper' : undefined;

const noStage = ({ environment, hasAccount, contracts }: ShopFacts): string | undefined => {
  if (environment === 'prod') return "an invented order is never sent to HiPay's production";
  if (contracts === 0) return 'the configuration has no contract';
  return hasAccount ? undefined : "this command cannot read HiPay's login and password";
};

const minute = 60_000;

const terminalCases: readonly PilotCase[] = [
  {
    id: 'pay',
    group: 'terminal',
    title: 'A payment',
    charge: 'yes',
    minutes: 1,
    acts: [
      { do: 'check', key: 'before', waitMs: 5000 },
      {
        do: 'tell',
        text: 'Have a card ready. When the terminal shows the amount, insert it and type its code.',
      },
      { do: 'pay', key: 'payment' },
    ],
  },
  {
    id: 'declined',
    group: 'terminal',
    title: 'A card that is declined',
    charge: 'no',
    minutes: 1,
    acts: [
      {
        do: 'tell',
        text: 'Have a card ready that the bank declines (expired, blocked, or a test card for this). A wrong code three times blocks a real card.',
      },
      { do: 'pay', key: 'payment' },
    ],
  },
  {
    id: 'red-key',
    group: 'terminal',
    title: 'The red key',
    charge: 'no',
    minutes: 1,
    acts: [
      { do: 'tell', text: 'Present no card. When the terminal shows the amount, press its red key.' },
      { do: 'pay', key: 'payment' },
    ],
  },
  {
    id: 'cable',
    group: 'terminal',
    title: 'The cable comes out while the customer pays',
    charge: 'perhaps',
    minutes: 4,
    unless: noCable,
    acts: [
      {
        do: 'tell',
        text: 'Insert a card when the terminal shows the amount. Pull the data cable (USB, serial or network) BEFORE you type the code, then type the code. Do not pull the power.',
      },
      { do: 'pay', key: 'payment' },
      ticket,
      { do: 'tell', text: 'Plug the cable in again. Press nothing on the terminal and on the page.' },
      { do: 'check', key: 'again', waitMs: minute },
      { do: 'look', key: 'later', of: { case: 'cable', key: 'payment' }, waitMs: 10_000 },
    ],
  },
  {
    id: 'busy',
    group: 'terminal',
    title: 'The terminal is busy with an old amount',
    charge: 'no',
    minutes: 4,
    unless: noCable,
    acts: [
      {
        do: 'tell',
        text: 'Present no card. When the terminal shows the amount, pull the data cable (not the power).',
      },
      { do: 'pay', key: 'old' },
      {
        do: 'tell',
        text: 'Plug the cable in again while the terminal still asks for a card. Present NO card; a second amount is sent now.',
      },
      { do: 'pay', key: 'new' },
      {
        do: 'ask',
        key: 'shown',
        question: 'Which amount did the terminal show after the second one was sent?',
        choices: choicesOf({
          old: 'the old amount, all the time',
          new: 'the new amount',
          none: 'none: it was idle before the second amount came',
        }),
      },
      { do: 'tell', text: 'Press the red key until the terminal is idle.' },
      { do: 'look', key: 'old-later', of: { case: 'busy', key: 'old' }, waitMs: 5000 },
    ],
  },
  {
    id: 'paper',
    group: 'terminal',
    title: 'The paper is out',
    charge: 'yes',
    minutes: 3,
    unless: noPaper,
    acts: [
      {
        do: 'tell',
        text: 'Take the paper roll out and close the lid. Pay with a card when the terminal shows the amount. If it asks for paper, wait ten seconds, then put the roll back.',
      },
      { do: 'pay', key: 'payment' },
      ticket,
    ],
  },
  {
    id: 'late',
    group: 'terminal',
    title: 'A late answer: the customer pays after the time limit',
    charge: 'perhaps',
    minutes: 5,
    acts: [
      {
        do: 'tell',
        text: 'Present NO card until this command says so: the time limit must pass first. Leave the terminal alone until then.',
      },
      { do: 'pay', key: 'payment' },
      ticket,
      {
        do: 'tell',
        text: 'Now pay with a card if the terminal still asks for one, and wait for its ticket. Then go on here.',
      },
      { do: 'look', key: 'later', of: { case: 'late', key: 'payment' }, waitMs: 30_000 },
    ],
  },
];

const hipayCases: readonly PilotCase[] = [
  {
    id: 'number-twice',
    group: 'HiPay',
    title: "The same order number twice, on HiPay's stage",
    charge: 'no',
    minutes: 1,
    unless: noStage,
    acts: [
      { do: 'hipay-order', key: 'first', order: { contract: 'first', currency: 'usual' } },
      { do: 'hipay-order', key: 'again', order: { contract: 'first', currency: 'usual' } },
    ],
  },
  {
    id: 'two-contracts',
    group: 'HiPay',
    title: "The same order number under two contracts, on HiPay's stage",
    charge: 'no',
    minutes: 1,
    unless: (shop) =>
      noStage(shop) ?? (shop.contracts < 2 ? 'the configuration has fewer than two contracts' : undefined),
    acts: [{ do: 'hipay-order', key: 'second', order: { contract: 'second', currency: 'usual' } }],
  },
  {
    id: 'look-up',
    group: 'HiPay',
    title: "The look-up of an order, with the shop's account",
    charge: 'no',
    minutes: 1,
    unless: ({ hasAccount }) =>
      hasAccount ? undefined : "this command cannot read HiPay's login and password",
    acts: [
      { do: 'hipay-look-up', key: 'known', number: 'sent' },
      { do: 'hipay-look-up', key: 'unknown', number: 'never-sent' },
    ],
  },
  {
    id: 'other-currency',
    group: 'HiPay',
    title: "An amount in a currency without two decimals, on HiPay's stage",
    charge: 'no',
    minutes: 1,
    unless: (shop) =>
      noStage(shop) ??
      (shop.otherCurrency ? undefined : 'every currency of the configuration has two decimals'),
    acts: [{ do: 'hipay-order', key: 'order', order: { contract: 'first', currency: 'other' } }],
  },
];

const machineCases: readonly PilotCase[] = [
  {
    id: 'sleep',
    group: 'machine',
    title: 'Sleep and wake',
    charge: 'no',
    minutes: 3,
    acts: [
      { do: 'check', key: 'before', waitMs: 5000 },
      {
        do: 'tell',
        text: 'Put the computer to sleep for two minutes and wake it. Touch neither the page nor the cable.',
      },
      { do: 'check', key: 'after', waitMs: 2 * minute },
    ],
  },
  {
    id: 'restart',
    group: 'machine',
    title: 'An update, or a restart of the program',
    charge: 'no',
    minutes: 2,
    acts: [
      { do: 'check', key: 'before', waitMs: 5000 },
      {
        do: 'tell',
        text: 'In another window run hipay-ecr update --from FILE --now, or hipay-ecr stop and start it again. Touch neither the page nor the cable.',
      },
      { do: 'check', key: 'after', waitMs: 5 * minute },
      { do: 'look', key: 'payment', of: { case: 'pay', key: 'payment' }, waitMs: 0 },
    ],
  },
  {
    id: 'reboot',
    group: 'machine',
    title: 'The computer is restarted',
    charge: 'no',
    minutes: 4,
    acts: [
      { do: 'check', key: 'before', waitMs: 5000 },
      {
        do: 'leave',
        text: 'Restart the computer now. Log on as every morning and click nothing. After two minutes run hipay-ecr pilot again: it goes on here.',
      },
      { do: 'check', key: 'after', waitMs: 2 * minute },
      { do: 'look', key: 'payment', of: { case: 'pay', key: 'payment' }, waitMs: 0 },
    ],
  },
];

/** All cases, in the order of the run. */
export const pilotCases: readonly PilotCase[] = [...terminalCases, ...hipayCases, ...machineCases];

export const caseById = (id: string): PilotCase | undefined => pilotCases.find((each) => each.id === id);

export const isCaisseAp = ({ language }: ShopFacts): boolean => traitsOf(language).settings === 'caisse-ap';
