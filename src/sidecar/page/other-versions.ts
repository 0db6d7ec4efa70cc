import { messageOf, relayVersion } from '../../core/connector-api/messages.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Log } from '../program/log.ts';

/** Time for which a refused page counts as open. An open page connects again within a few seconds. */
const rememberedMs = 15_000;

/**
 * Refuses pages of another version of this program. After an update or a downgrade, the browser shows the page of the
 * previous version from its cache until that page is updated.
 */
export class OtherVersions {
  #refusedAt = Number.NEGATIVE_INFINITY;
  #reported: number | undefined;

  constructor(
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly log: Log,
  ) {}

  /** True while a page of another version is open. */
  isOpen(): boolean {
    return this.clock.monotonic() - this.#refusedAt < rememberedMs;
  }

  /** Closes the channel, after `onRefused`, if the page speaks another version of the relay messages. */
  refuse(channel: Channel, onRefused: () => void): void {
    channel.onMessage((raw) => {
      const pageVersion = messageOf(raw, 'hello')?.relayVersion;
      if (pageVersion === undefined || pageVersion === relayVersion) return;
      // Reported once, because the page connects again every few seconds.
      if (this.#reported !== pageVersion)
        this.log.error(
          { ours: relayVersion, theirs: pageVersion },
          'the connector page is of another version: update it',
        );
      this.#reported = pageVersion;
      this.#refusedAt = this.clock.monotonic();
      onRefused();
      channel.close();
    });
  }
}
