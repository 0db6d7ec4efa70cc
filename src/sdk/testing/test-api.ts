import type { Connector, KeptText, Language } from '../api.ts';

export type {
  Cancellation,
  CartItem,
  Configuration,
  Connector,
  ConnectorEvents,
  ConnectorOptions,
  Customer,
  EmbeddedContract,
  EmbeddedOptions,
  EmbeddedSettings,
  Failure,
  FailureName,
  KeptText,
  Language,
  Outcome,
  PaymentRequest,
  PaymentResult,
  PayOptions,
  Phase,
  PhaseName,
  Receipt,
  RestPaymentRequest,
  SidecarOptions,
  Status,
  TerminalState,
  TransactionType,
  Version,
  Versions,
  Way,
  WayNotTaken,
  WindowOptions,
} from '../api.ts';

/**
 * Name of a script of the simulated terminal; `terminalScripts` describes all of them.
 *
 * @example
 * const script: TerminalScript = 'partial-amount';
 */
export type TerminalScript = keyof typeof terminalScripts;

/**
 * Name of a script of the simulated HiPay; `gatewayScripts` describes all of them.
 *
 * @example
 * const gateway: GatewayScript = 'error-500-then-fine';
 */
export type GatewayScript = keyof typeof gatewayScripts;

/**
 * Options of `openTestConnector`.
 *
 * @example
 * const options: TestOptions = { script: 'slow-customer', language: 'fr', speed: 1 };
 */
export interface TestOptions {
  /** Script of the terminal; by default `accept`. */
  readonly script?: TerminalScript;
  /** Script of HiPay; by default `accept`. */
  readonly gateway?: GatewayScript;
  /** Language of the texts; by default `en`. */
  readonly language?: Language;
  /** ISO 4217 codes that the shop takes; by default `['EUR']`. */
  readonly currencies?: readonly string[];
  /**
   * How many times faster than a real clock the test connector's clock runs. By default 10: a customer who needs 1.5 seconds
   * takes 150 ms.
   * Use 1 for a till that is shown to people.
   */
  readonly speed?: number;
  /** Storage of the last order's number; by default in memory, where it survives `test.reload()`. */
  readonly lastOrder?: KeptText;
}

/**
 * A notification of an order, as the simulated HiPay got it.
 *
 * @example
 * const orders = (connector.test.told satisfies readonly ToldOrder[]).map(({ orderId }) => orderId);
 */
export interface ToldOrder {
  /** The till's order number. */
  readonly orderId: string;
  /** Amount in major units, as HiPay gets it: `10.23`. */
  readonly amount: string;
  /** ISO 4217, three letters. */
  readonly currency: string;
}

/**
 * Controls the simulated terminal and HiPay of a test connector.
 *
 * @example
 * const { test }: { test: TestControls } = connector;
 * const paying = connector.pay({ amountMinor: 1023 });
 * test.unplug();
 * console.log((await paying).outcome, test.charged);
 */
export interface TestControls {
  /** Sets the terminal's script from the next payment on. Throws while a payment runs. */
  play(script: TerminalScript): void;
  /** Sets HiPay's script from the next call to HiPay on. */
  playGateway(script: GatewayScript): void;
  /** Unplugs the terminal's cable, and plugs it in again after three seconds of the test connector's clock. */
  unplug(): void;
  /** Lets the customer press the red key. Returns false if no customer is at the terminal: then nothing happens. */
  pressRedKey(): boolean;
  /** Closes the connector's window: `closed` fires, and calls reject. The journal stays for `reload()`. */
  closeConnector(): void;
  /** Connects again to the same connector, terminal and journal, as after a reload of the till's page. */
  reload(): Promise<TestConnector>;
  /**
   * All amounts that the terminal has charged or given back, in minor units. An order that was charged twice has two
   * amounts.
   */
  readonly charged: readonly number[];
  /** All orders of which HiPay got a notification, once each. */
  readonly told: readonly ToldOrder[];
}

/**
 * A connector for tests. It has the code and the answers of the real connector, with a simulated terminal and a simulated
 * HiPay.
 *
 * @example
 * const connector: TestConnector = await openTestConnector();
 */
export interface TestConnector extends Connector {
  /** Always true. The real connector has no such member. Every result has `simulated: true` too. */
  readonly simulated: true;
  /** Controls of the simulation. */
  readonly test: TestControls;
}

/**
 * The scripts of the simulated terminal, one sentence each. The session between connector and terminal has ten steps:
 * 1 the connector calls, 2 the terminal is ready, 3 request, 4 the terminal confirms it, 5 end of the request; the customer
 * pays; 6 the terminal calls, 7 the connector is ready, 8 answer, 9 the connector confirms it, 10 end. If the terminal sends
 * nothing more, the connector waits three minutes of its clock. It notices an unplugged cable at once.
 *
 * @example
 * for (const [script, sentence] of Object.entries(terminalScripts)) console.log(script, sentence);
 */
export const terminalScripts = {
  accept: 'The customer pays.',
  contactless: 'The customer pays without contact.',
  refuse: 'The bank refuses.',
  cancel: 'The customer presses the red key.',
  'partial-amount': 'The bank grants half: `PARTIALLY_APPROVED`, the rest is still due.',
  'quick-customer': 'The customer pays at once.',
  'slow-customer': 'The customer takes 20 seconds.',
  'too-slow-customer': 'The customer takes longer than the connector waits: `UNKNOWN`.',
  busy: 'The terminal does something else and refuses at once.',
  'not-ready': 'The terminal is in a menu: `NOT_SENT`.',
  'wrong-parity':
    'The line settings differ: the first payment is `UNKNOWN`, every later one `NOT_SENT` until they fit.',
  'nak-always': 'The terminal refuses every request: `NOT_SENT`.',
  'nak-once': 'The terminal refuses the first request, and takes the second: paid, once.',
  'wrong-lrc-once': 'The first answer comes damaged, the second whole: paid.',
  'answer-twice': 'The terminal says its answer twice: paid, once.',
  'half-answer': 'The line goes quiet in the middle of the answer: `UNKNOWN`, and the customer was charged.',
  'other-amount': 'The terminal answers for another amount: `OTHER_PAYMENT`.',
  'other-register': 'The terminal answers for another register: `OTHER_PAYMENT`.',
  'other-currency': 'The terminal answers for another currency: `OTHER_PAYMENT`.',
  'long-ticket': 'The customer pays, and the ticket is long.',
  'silent-at-1': 'The terminal is switched off: `NOT_SENT`.',
  'silent-at-3': 'The terminal says nothing to the request: `UNKNOWN`.',
  'silent-at-6':
    'The customer pays, and the terminal never answers: `UNKNOWN`, and the customer was charged.',
  'silent-at-8': 'The terminal calls, and its answer does not come: `UNKNOWN`, and the customer was charged.',
  'unplug-at-2': 'The cable comes out before the request: `NOT_SENT`.',
  'unplug-at-4': 'The cable comes out while the customer looks for a card: `UNKNOWN`.',
  'unplug-at-6': 'The cable comes out when the customer has paid: `UNKNOWN`, and the customer was charged.',
  'unplug-at-8': 'The cable comes out right after the answer: paid.',
} as const;

/**
 * The scripts of the simulated HiPay, one sentence each. None of them makes a paid sale a failure: the connector repeats the
 * notification until HiPay has taken it.
 *
 * @example
 * const connector = await openTestConnector({ gateway: 'error-500-then-fine' });
 */
export const gatewayScripts = {
  accept: 'HiPay takes each notification.',
  slow: 'HiPay takes five seconds.',
  'error-500': 'HiPay is out of order.',
  'error-500-then-fine': 'HiPay is out of order for the first call about an order.',
  'unauthorised-401': 'HiPay refuses the login: the notification waits for a person.',
  'lost-answer': 'HiPay takes the notification, and its answer gets lost; the second call finds it there.',
  duplicate: 'HiPay says that it has the order already.',
  html: 'Something else answers, as a hotel’s network does.',
  'too-many-429': 'HiPay asks to be called later.',
  'too-many-429-then-fine': 'HiPay asks the first call about an order to come later.',
  'refused-400': 'HiPay refuses the notification: it waits for a person.',
  'number-taken': 'Another sale has used the order number: the notification waits for a person.',
  'lookup-401':
    'As `lost-answer`, and the account may not look orders up: the notification waits for a person.',
  'lookup-404': 'As `lost-answer`, and HiPay does not find the order: after some tries a person is asked.',
  'lookup-list': 'As `lost-answer`, and HiPay answers the look-up with a list.',
  'lookup-proxy-404': 'As `lost-answer`, and a proxy answers the look-up with a 404: HiPay is asked again.',
  'lookup-endless':
    'As `lost-answer`, and the answer to the look-up has no end: after an hour a person is asked.',
  'answers-for-another':
    'Something answers with another order: HiPay is asked again, and after an hour a person.',
  'unknown-state': 'HiPay answers with a state that it does not have: the notification is sent again.',
} as const;
