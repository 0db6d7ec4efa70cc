import type { FailureName } from '../failures.ts';
import type { ConnectorApi } from '../relay/connector-api.ts';
import type { TillTexts } from '../texts/till-texts.ts';
import type { Language } from './till-api.ts';
import type { TillSide } from './till-side.ts';

export interface ConnectorTillParts {
  readonly program: string;
  /** Gives why no terminal was chosen. */
  requestTerminal(): Promise<FailureName | undefined>;
  token?(): Promise<string | undefined>;
  texts(language: Language): Promise<TillTexts>;
}

/** A web till's side of a connector that is here. */
export const connectorTillSide = (connector: ConnectorApi, parts: ConnectorTillParts): TillSide => ({
  ...parts,
  takePayment: (request) => connector.takePayment(request),
  findOrder: (orderId) => connector.findOrder({ orderId }),
  async check() {
    await connector.probeTerminal({});
  },
  currencies: async () => (await connector.readSettings({})).currencies,
  async configuration() {
    const { terminal, environment, currencies } = await connector.readSettings({});
    return { deviceId: terminal.serialNumber, environment, currencies };
  },
  subscribe: (listener) => connector.subscribe(listener),
});
