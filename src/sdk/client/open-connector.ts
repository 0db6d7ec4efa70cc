import { type Language, preferredLanguage } from '../../core/language.ts';
import { nothingSent } from '../../core/payment/money-text.ts';
import { loadClientTexts } from '../../texts/load-client-texts.ts';
import type { Connector, ConnectorOptions, Way, WayNotTaken } from '../api.ts';
import { ConnectorFailure, ownFailure } from './connector-failure.ts';
import { openSidecarChannel, textInLocalStorage } from './sidecar-way.ts';
import { type TillDeps, tillConnector } from './till-connector.ts';
import { openWindowChannel } from './window-way.ts';

const openOrders = textInLocalStorage('hipay-ecr.open-orders');
const defaultWays: readonly Way[] = ['embedded', 'sidecar', 'window'];

/**
 * Opens the connector by the first way that works (`way`); `notTaken` contains the ways before it and why they failed.
 * If all fail, it rejects with the last way's `ConnectorFailure`. Call it in a click: the browser may open a window or
 * ask for permission.
 *
 * @example
 * const connector = await openConnector({ sidecar: { url: 'http://localhost:8080' } });
 * const result = await connector.pay({ amountMinor: 1023, currency: 'EUR', orderId: 'Order_12345' });
 */
export async function openConnector(options: ConnectorOptions): Promise<Connector> {
  const texts = await loadClientTexts(options.language ?? pageLanguage());
  const lastOrder = options.lastOrder ?? textInLocalStorage('hipay-ecr.last-order');
  const notTaken: WayNotTaken[] = [];
  let failure: unknown = new TypeError('openConnector: name at least one of embedded, sidecar, window');
  for (const way of options.ways ?? defaultWays) {
    try {
      const connector = await openWay(way, options, { way, notTaken, texts: texts, lastOrder, openOrders });
      if (connector) return connector;
    } catch (error) {
      failure = error;
      notTaken.push({
        way,
        failure:
          error instanceof ConnectorFailure
            ? error
            : ownFailure('page-not-open', nothingSent, texts, String(error)),
      });
    }
  }
  throw failure;
}

async function openWay(
  way: Way,
  { embedded, sidecar, window }: ConnectorOptions,
  deps: TillDeps,
): Promise<Connector | undefined> {
  const { texts } = deps;
  switch (way) {
    case 'embedded': {
      if (!embedded) return undefined;
      // Imported only for this way, because it is as large as the connector itself.
      const { openEmbeddedChannel: openEmbeddedLine } = await import('../embedded/embedded-way.ts');
      return tillConnector(await openEmbeddedLine(embedded, texts), deps);
    }
    case 'sidecar':
      return sidecar && tillConnector(await openSidecarChannel(sidecar, texts), deps);
    case 'window':
      return window && tillConnector(await openWindowChannel(window, texts), deps);
    default:
      return way satisfies never;
  }
}

const pageLanguage = (): Language =>
  preferredLanguage([
    globalThis.document?.documentElement.lang ?? '',
    ...(globalThis.navigator?.languages ?? []),
  ]);
