import '../../core/zod-config.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { serveTill } from '../../core/till/till-session.ts';
import { connectorTillSide } from '../../core/till/till-side.ts';
import { movedMoney } from '../../simulator/terminal/twin-ledger.ts';
import { loadClientTexts } from '../../texts/load-client-texts.ts';
import { loadTillTexts } from '../../texts/load-till-texts.ts';
import type { KeptText } from '../api.ts';
import type { TillChannel } from '../client/till-connection.ts';
import { type TillDeps, tillConnector } from '../client/till-connector.ts';
import type { TestConnector, TestControls, TestOptions } from './test-api.ts';
import { openTestShop, scriptNamed, type TestShop } from './test-shop.ts';

export interface MemoryChannels {
  readonly till: TillChannel;
  readonly connector: Channel;
  /** Closes the connector's end, as if the connector's window was closed. */
  cut(reason: string): void;
}

/** Creates both ends of a channel in memory. Messages are copied and delivered later, as over a MessagePort. */
export function memoryChannels(): MemoryChannels {
  let toTill: ((message: unknown) => void) | undefined;
  let toConnector: ((message: unknown) => void) | undefined;
  let onTillClose: ((reason: string) => void) | undefined;
  let onConnectorClose: (() => void) | undefined;
  let isOpen = true;
  const deliver = (message: unknown, listener: () => ((message: unknown) => void) | undefined) => {
    if (!isOpen) return;
    const copy = structuredClone(message);
    queueMicrotask(() => isOpen && listener()?.(copy));
  };
  const end = (reason: string) => {
    if (!isOpen) return;
    isOpen = false;
    onConnectorClose?.();
    onTillClose?.(reason);
  };
  return {
    till: {
      post: (message) => deliver(message, () => toConnector),
      onMessage: (listener) => {
        toTill = listener;
      },
      onClose: (listener) => {
        onTillClose = listener;
      },
      close: () => end('this page has parted from it'),
    },
    connector: {
      post: (message) => deliver(message, () => toTill),
      onMessage: (listener) => {
        toConnector = listener;
      },
      onClose: (listener) => {
        onConnectorClose = listener;
      },
      // Messages that were posted before are still delivered, as by a MessagePort.
      close: () => queueMicrotask(() => end('the connector has gone')),
    },
    cut: end,
  };
}

/** Storage for a text in this process only. */
export function inMemory(): KeptText {
  let text: string | null = null;
  return {
    get: () => text,
    set: (next) => {
      text = next;
    },
  };
}

declare const __VERSION__: string;

/**
 * Opens the same connector as `openConnector`, with a simulated terminal and a simulated HiPay in memory: for a till's own
 * tests, in browsers and in Node from version 20 on. It reaches no terminal, no HiPay and no disk, and no money moves. Close
 * it at the end, because its timers keep a Node process alive.
 *
 * Rejects with a TypeError if there is no script of this name.
 *
 * @example
 * const connector = await openTestConnector({ script: 'refuse' });
 * const result = await connector.pay({ amountMinor: 1023, orderId: 'Order_12345' });
 * if (result.outcome !== 'DECLINED') throw new Error('it should have been declined');
 * connector.close();
 */
export async function openTestConnector(options: TestOptions = {}): Promise<TestConnector> {
  const shop = await openTestShop(options);
  const lastOrder = options.lastOrder ?? inMemory();
  const texts = await loadClientTexts(options.language ?? 'en');
  return connectTill(shop, {
    way: 'embedded',
    notTaken: [],
    texts: texts,
    lastOrder,
    openOrders: inMemory(),
  });
}

async function connectTill(shop: TestShop, deps: TillDeps): Promise<TestConnector> {
  const channels = memoryChannels();
  const side = connectorTillSide(shop.connector, {
    program: `test connector ${__VERSION__}`,
    requestTerminal: async () => undefined,
    texts: loadTillTexts,
  });
  serveTill(channels.connector, side);
  shop.clock.keepAwake(true);
  const connector = await tillConnector(channels.till, deps);
  const { close } = connector;
  const disconnect = () => {
    close();
    shop.clock.keepAwake(false);
  };
  const test = controls(shop, {
    closeConnector: () => channels.cut('its window was closed'),
    reload: () => {
      disconnect();
      return connectTill(shop, deps);
    },
  });
  // Uses Object.assign, because a spread would read the getter `status` only once.
  return Object.assign(connector, { close: disconnect, simulated: true, test } as const);
}

function controls(
  { connector, link, gateway }: TestShop,
  ends: Pick<TestControls, 'closeConnector' | 'reload'>,
): TestControls {
  let isBusy = () => false;
  connector.subscribe(({ payment }) => {
    isBusy = () => payment !== undefined && payment.phase !== 'finished';
  });
  return {
    ...ends,
    play(script) {
      const next = scriptNamed(script);
      if (isBusy()) throw new Error('a payment runs: play another script when it has ended');
      link.follow(next);
    },
    playGateway: (script) => gateway.play(script),
    unplug: () => link.unplug(),
    pressRedKey: () => link.pressRedKey(),
    get charged() {
      return link.ledger.filter(movedMoney).map(({ amountMinor }) => amountMinor);
    },
    get told() {
      return gateway
        .orders()
        .map(({ orderid, amount, currency }) => ({ orderId: orderid, amount, currency }));
    },
  };
}
