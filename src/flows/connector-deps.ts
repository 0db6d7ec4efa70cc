import type { FoundTerminal } from '../core/connector-api/sidecar-contract.ts';
import type { Digest } from '../core/hipay/order-hash.ts';
import type { Gateway } from '../core/ports/gateway.ts';
import type { Clock, Ids } from '../core/ports/host.ts';
import type { Journal, Outbox, Recorder, SettingsStore } from '../core/ports/storage.ts';
import type { TerminalLink } from '../core/ports/terminal-link.ts';
import type { Settings } from '../core/settings/settings.ts';

/** Everything the connector needs from its host, as ports. */
export interface ConnectorDeps {
  readonly version: string;
  readonly journalId: string;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly settingsStore: SettingsStore;
  readonly gateway: Gateway;
  /** See `OutboxDeliveryDeps.alone`. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  /**
   * Writes a found terminal to the source of provisioned settings. Resolves with true if that source now has it. Absent
   * if no other source can give settings.
   */
  keepTerminal?(found: FoundTerminal): Promise<boolean>;
  /** Absent: nothing is recorded. */
  readonly recorder?: Recorder;
  /** The link to the terminal that the settings name. Never asked for a simulated one in production. */
  linkFor(settings: Settings): TerminalLink;
}
