import type { SecondCopy } from '../core/connector-api/second-copy.ts';
import type { FoundTerminal } from '../core/connector-api/sidecar-contract.ts';
import type { Digest } from '../core/hipay/order-hash.ts';
import type { WrittenElsewhere } from '../core/ports/channel.ts';
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
  /** See `OutboxDeliveryDeps.runExclusively`. */
  runExclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  /**
   * Writes the settings of a found terminal to the source of provisioned settings, e.g. the sidecar's file. Resolves
   * with true if they were written there. Absent if settings are never provisioned.
   */
  saveFoundTerminal?(found: FoundTerminal): Promise<boolean>;
  /** The sidecar's copy of the records. Absent: there is never a sidecar. */
  readonly secondCopy?: Pick<
    SecondCopy,
    | 'recordsOf'
    | 'refundPermits'
    | 'doubtsAbout'
    | 'onLoss'
    | 'onDiskFailures'
    | 'onUpdateAlarm'
    | 'onUndelivered'
    | 'acceptLoss'
  >;
  /** Absent: only this context writes to the storage. */
  readonly writtenElsewhere?: WrittenElsewhere;
  /** Absent: nothing is recorded. */
  readonly recorder?: Recorder;
  /** Creates the link that the settings select. Must not return a simulated one in production. */
  linkFor(settings: Settings): TerminalLink;
}
