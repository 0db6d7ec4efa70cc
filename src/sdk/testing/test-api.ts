import type { Connector, KeptText, Language } from '../api.ts';
import type { gatewayScripts, terminalScripts } from './scripts.ts';

export type * from '../api.ts';

/**
 * The name of what the simulated terminal plays; `terminalScripts` says what each one is.
 *
 * @example
 * const script: TerminalScript = 'partial-amount';
 */
export type TerminalScript = keyof typeof terminalScripts;

/**
 * The name of what the simulated HiPay plays; `gatewayScripts` says what each one is.
 *
 * @example
 * const gateway: GatewayScript = 'error-500-then-fine';
 */
export type GatewayScript = keyof typeof gatewayScripts;

/**
 * What `openTestConnector` may be told.
 *
 * @example
 * const options: TestOptions = { script: 'slow-customer', language: 'fr', speed: 1 };
 */
export interface TestOptions {
  /** What the terminal plays; `accept` where it is left out. */
  readonly script?: TerminalScript;
  /** What HiPay plays; `accept` where it is left out. */
  readonly gateway?: GatewayScript;
  /** Of the texts; `en` where it is left out. */
  readonly language?: Language;
  /** ISO 4217 codes that the shop takes; `['EUR']` where it is left out. */
  readonly currencies?: readonly string[];
  /**
   * How many times faster than the real one its clock goes: customers, waits and retries alike. 10 where it is left out,
   * so that a customer of 1.5 seconds takes 150 milliseconds; 1 for a till that is shown to people.
   */
  readonly speed?: number;
  /** Where the last order's number is kept; in memory where it is left out, and over `test.reload()`. */
  readonly lastOrder?: KeptText;
}

/**
 * What the simulated HiPay was told of an order.
 *
 * @example
 * const orders = (connector.test.told satisfies readonly ToldOrder[]).map(({ orderId }) => orderId);
 */
export interface ToldOrder {
  /** The till's number. */
  readonly orderId: string;
  /** Major units, as HiPay gets them: `10.23`. */
  readonly amount: string;
  /** ISO 4217, three letters. */
  readonly currency: string;
}

/**
 * The world around a test connector, in a test's hands.
 *
 * @example
 * const { test }: { test: TestControls } = connector;
 * const paying = connector.pay({ amountMinor: 1023 });
 * test.unplug();
 * console.log((await paying).outcome, test.charged);
 */
export interface TestControls {
  /** What the terminal plays from the next payment on. Throws while a payment runs. */
  play(script: TerminalScript): void;
  /** What HiPay plays from its next call on. */
  playGateway(script: GatewayScript): void;
  /** The terminal's cable comes out, and is plugged in again three seconds of its clock later. */
  unplug(): void;
  /** The customer presses the red key. False: no customer is at the terminal, so nothing happened. */
  pressRedKey(): boolean;
  /** The connector's window is closed: `closed` is told, calls reject. Its journal stays for `reload()`. */
  closeConnector(): void;
  /** As after a reload of the till's page: another line to the same connector, terminal and journal. */
  reload(): Promise<TestConnector>;
  /** Every amount that the terminal has charged or given back, in minor units: an order that was charged twice is in it twice. */
  readonly charged: readonly number[];
  /** Every order that HiPay has been told of, once each. */
  readonly told: readonly ToldOrder[];
}

/**
 * A connector for tests: the real one's code and answers, with a simulated terminal and a simulated HiPay.
 *
 * @example
 * const connector: TestConnector = await openTestConnector();
 */
export interface TestConnector extends Connector {
  /** Always: the real one has no such member, and every result says `simulated: true` too. */
  readonly simulated: true;
  /** What a test does to it. */
  readonly test: TestControls;
}
