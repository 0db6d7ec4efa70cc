import type {
  PaymentFacts,
  PilotState,
  ShopFacts,
} from '../../../../src/sidecar/commands/pilot/pilot-facts.ts';

/** A shop with a cable, a pair of contracts and an account. */
export const aShop = (change: Partial<ShopFacts> = {}): ShopFacts => ({
  version: '1.0.0',
  system: 'linux',
  environment: 'stage',
  language: 'concert-v2-e+',
  link: 'web-serial',
  simulated: { terminal: false, gateway: false },
  contracts: 2,
  currency: 'EUR',
  privateDigits: true,
  customerMs: 180_000,
  hasAccount: true,
  ...change,
});

export const newRun = (shop: ShopFacts = aShop()): PilotState => ({
  version: 1,
  runId: 'TEST',
  startedAt: Date.UTC(2026, 11, 1, 8),
  shop,
  baseMinor: 100,
  numbers: 0,
  cases: {},
  latest: {},
});

/** An approved payment whose answer repeats the digits. */
export const approved = (change: Partial<PaymentFacts> = {}): PaymentFacts => ({
  kind: 'payment',
  orderId: 'PILOT-TEST-01',
  amountMinor: 100,
  sentAt: Date.UTC(2026, 11, 1, 8, 1),
  tookMs: 9000,
  status: 200,
  charge: 'charged',
  outcome: 'APPROVED',
  answer: { status: '0', mode: '1', late: false },
  digitsSent: true,
  digitsBack: 'same',
  notifications: [],
  ...change,
});
