import type { Settings } from '../../core/settings/settings.ts';
import { texts as en } from '../../core/texts/en/till.ts';
import { texts as fr } from '../../core/texts/fr/till.ts';
import { texts as it } from '../../core/texts/it/till.ts';
import { texts as pt } from '../../core/texts/pt/till.ts';
import type { TillSide } from '../../core/till/till-side.ts';
import type { TillDesk } from '../payments/till-desk.ts';
import type { RecordBook } from '../records/record-book.ts';
import type { RelayHub } from '../relay/relay-hub.ts';

export interface SidecarTillParts {
  readonly hub: RelayHub;
  readonly desk: TillDesk;
  readonly book: Pick<RecordBook, 'find'>;
  readonly settings: Settings;
  readonly settleMs: number;
  readonly home: string;
  readonly program: string;
}

const texts = { en, fr, it, pt };

/** A web till's side of the sidecar: its payments go the way of a legacy till's. */
export function sidecarTillSide(parts: SidecarTillParts): TillSide {
  const { hub, desk, book, settings, settleMs, home, program } = parts;
  const page = () => hub.connector(hub.count() > 0 ? settleMs : 0);
  return {
    program,
    takePayment: (request) => desk.takePayment(request),
    async findOrder(orderId) {
      const asked = await (await page())?.findOrder({ orderId }).catch(() => undefined);
      // No page, or one of a browser that lost its storage: the second copy remembers.
      const found = asked ?? (await book.find(orderId)) ?? asked;
      if (found === undefined) throw new Error(`the connector page must be open: ${home}`);
      return found;
    },
    async check() {
      await (await page())?.probeTerminal({}).catch(() => undefined);
    },
    // Browsers let nobody but the page itself ask for a port, and only in a click there.
    requestTerminal: async () => ((await page()) ? 'terminal-not-chosen' : 'page-not-open'),
    currencies: async () => settings.currencies,
    configuration: async () => ({
      deviceId: settings.terminal.serialNumber,
      environment: settings.environment,
      currencies: settings.currencies,
    }),
    subscribe: (listener) => hub.watch(listener),
    texts: async (language) => texts[language],
  };
}
