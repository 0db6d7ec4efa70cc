import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent, TerminalLink } from '../../core/ports/terminal-link.ts';
import { type RunningTwin, runTwin } from './run-twin.ts';
import type { TwinLanguage } from './twin-language.ts';
import type { TwinLedgerLine } from './twin-ledger.ts';
import type { TwinScript } from './twin-script.ts';

/** Time that an unplugged simulated terminal stays away, ms. */
export const awayMs = 3000;

export interface SimulatedLink extends TerminalLink {
  readonly ledger: readonly TwinLedgerLine[];
}

/** A simulated terminal on a cable, with the actions of a person. */
export interface HandledLink extends SimulatedLink, Pick<RunningTwin, 'follow' | 'pressRedKey'> {
  /** Pulls the cable; it is plugged in again after `awayMs`. */
  unplug(): void;
}

/** Creates a link to a simulated terminal. The connector uses it exactly like a link to a real terminal. */
export function simulatedLink(first: TwinScript, clock: Clock, language?: TwinLanguage): HandledLink {
  let script = first;
  let report: ((event: LinkEvent) => void) | undefined;
  const watchers = new Set<{ listener: () => void }>();
  let isAway = false;

  const unplug = () => {
    if (isAway) return;
    isAway = true;
    const reportOfOpening = report;
    report = undefined;
    reportOfOpening?.({ kind: 'closed', reason: 'the simulated cable came out' });
    clock.after(awayMs, () => {
      isAway = false;
      twin.follow({ ...script });
      for (const { listener } of [...watchers]) listener();
    });
  };
  const twin: RunningTwin = runTwin(
    script,
    {
      // Delivers the bytes later, as a real line does: the till never gets an answer before its `send` has returned.
      send: (bytes) => queueMicrotask(() => report?.({ kind: 'bytes', bytes })),
      unplug: () => queueMicrotask(unplug),
      after: (ms, callback) => clock.after(ms, callback),
    },
    language,
  );

  return {
    kind: 'simulated',
    simulated: true,
    get ledger() {
      return twin.ledger;
    },
    unplug,
    pressRedKey: () => twin.pressRedKey(),
    follow(next) {
      script = next;
      twin.follow(next);
    },
    async open(onEvent) {
      if (isAway) return { ok: false, failure: 'away', detail: 'the simulated cable is out' };
      // One function per opening, so that the end of an old line is not taken for the end of the new line.
      const reportOfOpening = (event: LinkEvent) => onEvent(event);
      report = reportOfOpening;
      const line = {
        async send(bytes: Uint8Array) {
          if (report !== reportOfOpening) throw new Error('the line is closed');
          twin.hear(bytes);
        },
        async close() {
          if (report !== reportOfOpening) return;
          report = undefined;
          twin.stop();
          reportOfOpening({ kind: 'closed', reason: 'closed' });
        },
      };
      return { ok: true, line, description: 'simulated terminal' };
    },
    onChange(listener) {
      const watcher = { listener };
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}
