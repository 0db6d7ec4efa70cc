import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/core/language.ts';
import { serveTill as serveToday } from '../../../src/core/till/till-session.ts';
import { connectorTillSide as connectorOfToday } from '../../../src/core/till/till-side.ts';
import type { Connector, Phase } from '../../../src/sdk/api.ts';
import { type TillDeps, tillConnector as tillOfToday } from '../../../src/sdk/client/till-connector.ts';
import { inMemory, memoryChannels } from '../../../src/sdk/testing/open-test-connector.ts';
import { openTestShop, type TestShop } from '../../../src/sdk/testing/test-shop.ts';
import { loadClientTexts } from '../../../src/texts/load-client-texts.ts';
import { loadTillTexts } from '../../../src/texts/load-till-texts.ts';

interface TillEnd {
  readonly tillConnector: typeof tillOfToday;
}
interface ConnectorEnd {
  readonly serveTill: typeof serveToday;
  readonly connectorTillSide: typeof connectorOfToday;
}

const today: TillEnd & ConnectorEnd = {
  tillConnector: tillOfToday,
  serveTill: serveToday,
  connectorTillSide: connectorOfToday,
};
// Loads built files without types, which Vite must not transform.
const loadBuilt = <End>(name: string): Promise<End> =>
  import(/* @vite-ignore */ new URL(`${name}.js`, import.meta.url).href);

/** The connector of 2026-11-26 was built without texts: it gets those of today, with `charged` in its own form. */
const oldTexts = async (language: Language) => ({
  ...(await loadTillTexts(language)),
  charged: { no: 'Not charged.', yes: 'Charged.', unknown: 'Not known.' },
});

async function connect(
  { tillConnector }: TillEnd,
  { serveTill, connectorTillSide }: ConnectorEnd,
  own: Readonly<Record<string, unknown>> = {},
): Promise<{ connector: Connector; shop: TestShop }> {
  const shop = await openTestShop({});
  const channels = memoryChannels();
  const side = connectorTillSide(shop.connector, {
    program: 'connector',
    requestTerminal: async () => undefined,
    texts: oldTexts,
  });
  serveTill(channels.connector, side);
  const texts = await loadClientTexts('en');
  const deps: TillDeps & { readonly words: typeof texts } = {
    way: 'window',
    notTaken: [],
    texts,
    // The name of this field in the SDK of 2026-11-26.
    words: texts,
    lastOrder: inMemory(),
    openOrders: inMemory(),
  };
  return { shop, connector: await tillConnector(channels.till, deps, own) };
}

const pairs = [
  ['an SDK of 2026-11-26, a connector of today', '2026-11-26/till', undefined],
  ['an SDK of today, a connector of 2026-11-26', undefined, '2026-11-26/connector'],
] as const;

describe.each(pairs)('%s', (_name, till, connector) => {
  const connectPair = async (own?: Readonly<Record<string, unknown>>) =>
    connect(
      till ? await loadBuilt<TillEnd>(till) : today,
      connector ? await loadBuilt<ConnectorEnd>(connector) : today,
      own,
    );

  it('pays, gets each phase, and finds the payment again', async () => {
    const { connector, shop } = await connectPair();
    const phases: Phase[] = [];
    const request = { amount: '10,23', order_id: 'Skew_1', transation_type: 'Debit' };
    const result = await connector.pay(request, { onPhase: (phase) => phases.push(phase) });
    expect(result).toMatchObject({
      outcome: 'APPROVED',
      amountMinor: 1023,
      currency: 'EUR',
      orderId: 'Skew_1',
    });
    expect(phases.map(({ phase }) => phase)).toContain('customer');
    expect(await connector.payments.get('Skew_1')).toMatchObject({ outcome: 'APPROVED' });
    expect(await connector.resumeLast()).toMatchObject({ orderId: 'Skew_1' });
    expect(await connector.pay(request)).toMatchObject({ replayed: true });
    expect(shop.link.ledger.map(({ amountMinor }) => amountMinor)).toEqual([1023]);
    connector.close();
  });
  it('a payment without a terminal and an invalid request get different failures', async () => {
    const { connector, shop } = await connectPair();
    shop.link.unplug();
    expect(await connector.pay({ amountMinor: 500, orderId: 'Skew_2' })).toMatchObject({
      outcome: 'NOT_SENT',
      failure: { name: 'terminal-away', mayBeCharged: 'no' },
    });
    await expect(connector.pay({ amountMinor: 1.5 })).rejects.toMatchObject({
      name: 'request-invalid',
      mayBeCharged: 'no',
    });
    connector.close();
  });
  it('answers status, check, cancel, version and configuration', async () => {
    const { connector } = await connectPair();
    expect(await connector.check()).toMatchObject({ simulated: true, environment: 'dev' });
    expect(connector.status).toMatchObject({ environment: 'dev' });
    expect(await connector.cancel()).toMatchObject({ state: 'nothing-running' });
    expect(await connector.version()).toMatchObject({ program: 'connector', protocol: 1 });
    expect(await connector.config()).toMatchObject({ currencies: ['EUR'] });
    connector.close();
  });
  it('chooses a version that both ends support', async () => {
    const { connector } = await connectPair({ versions: [1, 7, 8] });
    expect(await connector.version()).toMatchObject({ protocol: 1 });
    connector.close();
  });
  it('refuses if the ends have no common version, lists the versions of both ends, and says that nothing was charged', async () => {
    await expect(connectPair({ versions: [7, 8] })).rejects.toMatchObject({
      name: 'version-mismatch',
      mayBeCharged: 'no',
      detail: expect.stringMatching(/7, 8.*speaks 1/),
    });
  });
});
